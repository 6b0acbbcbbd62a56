//! Names that were replaced by standard terms, so that they do not return.

/// Retired names, each with the term to use instead, and the directory where it had its meaning.
///
/// The table has only names that are unlikely to be right there; a common word such as `Code` is left to review.
const RETIRED: &[(&str, &str, &str)] = &[
    ("Asked", "Admission", "tests/fake/"),
    ("Attempted", "AttemptsExhausted", "atlas-api/"),
    ("Beginning", "InitialState", "tests/fake/"),
    ("Destroy", "Impact", "atlas-api/"),
    ("Destroys", "Impact", "atlas-api/"),
    ("Doomed", "Impact", ""),
    ("Extent", "Validation", "tests/fake/"),
    ("Flight", "InFlight", "atlas-api/"),
    ("FoundRef", "TypeRefId", ""),
    ("Half", "Direction", "atlas-openapi/"),
    ("Happened", "FiredEvent", "tests/fake/"),
    ("InTurn", "SerializeWrites", ""),
    ("Judgement", "WaitStatus", ""),
    ("Kept", "Cached", "atlas-api/"),
    ("LEAST_DISK", "MIN_DISK", ""),
    ("Landing", "Completer", "atlas-api/"),
    ("LastRateLimit", "RateLimitTracker", ""),
    ("Later", "Scheduled", "tests/fake/"),
    ("MOST_AT_ONCE", "MAX_IN_FLIGHT", ""),
    ("MOST_NONCES", "MAX_NONCES", ""),
    ("MOST_POINTS", "MAX_POINTS", ""),
    ("MOST_SECRETS", "MAX_SECRETS", ""),
    ("MOST_SHARDS", "MAX_SHARDS", ""),
    ("Misfit", "Mismatch", ""),
    ("NoteRateLimit", "RateLimitTracker", ""),
    ("Noted", "SchemaFacts", "atlas-openapi/"),
    ("Observed", "Observation", "atlas-api/"),
    ("OrNone", "NoneOr", ""),
    ("PLAIN_PROPERTIES", "LOGGABLE_PROPERTIES", ""),
    ("Performed", "Handled", "tests/fake/"),
    ("ReadBody", "BufferedBody", ""),
    ("Scene", "Fixture", "tests/fake/"),
    ("Shown", "Rendered", "tests/fake/"),
    ("Signed", "Authenticate", "atlas-api/"),
    ("Spell", "DisplayDuration", "atlas-api/"),
    ("Succession", "Replacement", "atlas-openapi/"),
    ("Traced", "Tracing", "atlas-api/"),
    ("Turns", "KeyedLocks", "atlas-api/"),
    ("Unfit", "Undecoded", ""),
    ("Verdict", "WaitStatus", "atlas-api/"),
    ("Watch", "StatusStream", "atlas-api/"),
    ("YOUNG", "MIN_AGE", "atlas-api/"),
    ("ask_for", "apply_page", "atlas-api/"),
    ("at_once", "max_in_flight", "atlas-api/"),
    ("coming_from_python", "migrating_from_atlasapi", ""),
    ("departed", "after_delete", "tests/fake/"),
    ("drafted", "normalize", "tests/fake/"),
    ("fetch_ahead", "prefetch", ""),
    ("from_misfit", "from_mismatch", ""),
    ("from_nothing", "from_empty", ""),
    ("furnish", "provision", ""),
    ("in_turn", "serialize_writes", "atlas-api/"),
    ("is_broken_off", "is_incomplete", ""),
    ("judge", "evaluate", "atlas-api/src/wait/"),
    ("judged", "with_lowering", "atlas-openapi/"),
    ("list_of_config", "list_for_config", ""),
    ("list_of_organization", "list_for_organization", ""),
    ("looks", "polls", "atlas-api/src/wait/"),
    ("minds", "enforces", ""),
    ("strangers", "third_party", "tests/fake/tests/"),
    ("unasked", "unpaged", "atlas-api/"),
    ("unfit_properties", "undecoded_properties", ""),
    ("write_down", "persist", "tests/fake/"),
];

/// Returns the standard term for a name that is retired in a file.
pub(super) fn standard_term(file: &str, name: &str) -> Option<&'static str> {
    let found = RETIRED.binary_search_by_key(&name, |(retired, _, _)| retired).ok()?;
    let (_, term, directory) = RETIRED.get(found)?;
    file.starts_with(directory).then_some(*term)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted() {
        assert!(RETIRED.is_sorted());
    }

    #[test]
    fn a_retired_name_has_its_term() {
        for (file, name, term) in [
            ("a.rs", "Doomed", Some("Impact")),
            ("a.rs", "Impact", None),
            ("a.rs", "Verdict", None),
            ("atlas-api/src/a.rs", "Verdict", Some("WaitStatus")),
        ] {
            assert_eq!(standard_term(file, name), term, "{file}: {name}");
        }
    }
}
