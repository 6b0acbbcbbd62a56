//! British spellings and their American forms.

/// Stems of British spellings, each with the American stem. A suffix can follow.
const STEMS: &[(&str, &str)] = &[
    ("analyse(?:d|rs?)?\\b", "analyze"),
    ("analysing", "analyzing"),
    ("armour", "armor"),
    ("artefact", "artifact"),
    ("authoris", "authoriz"),
    ("behaviour", "behavior"),
    ("cancelled", "canceled"),
    ("cancelling", "canceling"),
    ("canonicalis", "canonicaliz"),
    ("capitalis", "capitaliz"),
    ("catalogue", "catalog"),
    ("categoris", "categoriz"),
    ("centre", "center"),
    ("channelled", "channeled"),
    ("colour", "color"),
    ("customis", "customiz"),
    ("defence", "defense"),
    ("emphasis(?:e|ing)", "emphasiz"),
    ("endeavour", "endeavor"),
    ("favour", "favor"),
    ("finalis", "finaliz"),
    ("flavour", "flavor"),
    ("fulfils?\\b", "fulfill"),
    ("generalis", "generaliz"),
    ("grey", "gray"),
    ("harbour", "harbor"),
    ("honour", "honor"),
    ("humour", "humor"),
    ("initialis", "initializ"),
    ("itemis", "itemiz"),
    ("judgement", "judgment"),
    ("labelled", "labeled"),
    ("labelling", "labeling"),
    ("labour", "labor"),
    ("learnt", "learned"),
    ("levelled", "leveled"),
    ("licence", "license"),
    ("localis", "localiz"),
    ("marshalled", "marshaled"),
    ("marshalling", "marshaling"),
    ("maximis", "maximiz"),
    ("memoris", "memoriz"),
    ("minimis", "minimiz"),
    ("modelled", "modeled"),
    ("modelling", "modeling"),
    ("neighbour", "neighbor"),
    ("normalis", "normaliz"),
    ("optimis(?:e|ing|ation)", "optimiz"),
    ("organis(?:e|ing|ation)", "organiz"),
    ("parameteris", "parameteriz"),
    ("practise", "practice"),
    ("prioritis", "prioritiz"),
    ("programmes?\\b", "program"),
    ("randomis", "randomiz"),
    ("realis(?:e|ing|ation)", "realiz"),
    ("recognis", "recogniz"),
    ("rigour", "rigor"),
    ("sceptic", "skeptic"),
    ("serialis", "serializ"),
    ("signalled", "signaled"),
    ("signalling", "signaling"),
    ("specialis(?:e|ing|ation)", "specializ"),
    ("spelt\\b", "spelled"),
    ("stabilis", "stabiliz"),
    ("standardis", "standardiz"),
    ("summaris", "summariz"),
    ("synchronis(?:e|ing|ation)", "synchroniz"),
    ("tokenis", "tokeniz"),
    ("totalled", "totaled"),
    ("travelled", "traveled"),
    ("travelling", "traveling"),
    ("utilis", "utiliz"),
    ("visualis", "visualiz"),
    ("whilst", "while"),
];

/// Prefixes that a stem can have.
const PREFIXES: &str = "(?:auto|de|dis|mis|pre|re|un)?";

/// Returns the pattern of all British spellings. Words in capitals are values of the API, which keep their spelling.
pub(super) fn pattern() -> String {
    let stems: Vec<String> = STEMS.iter().map(|(british, _)| either_case(british)).collect();
    format!(r"\b{PREFIXES}(?:{})[a-z]*\b", stems.join("|"))
}

/// Lets a stem begin with a capital letter.
fn either_case(stem: &str) -> String {
    let (first, rest) = stem.split_at(1);
    format!("[{first}{}]{rest}", first.to_ascii_uppercase())
}

/// Returns the American form of a British word.
pub(super) fn american(word: &str) -> Option<String> {
    let lower = word.to_ascii_lowercase();
    STEMS.iter().find_map(|(british, american)| {
        let plain = british.split(['(', '\\']).next()?.trim_end_matches('?');
        lower.contains(plain).then(|| lower.replacen(plain, american, 1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_are_sorted() {
        assert!(STEMS.is_sorted());
    }

    #[test]
    fn words_are_found_and_translated() {
        let pattern = regex::Regex::new(&pattern()).unwrap();
        for (british, expected) in [
            ("behaviours", "behaviors"),
            ("Colour", "color"),
            ("cancelled", "canceled"),
            ("unrecognised", "unrecognized"),
            ("deserialisation", "deserialization"),
            ("Organisation", "organization"),
            ("judgement", "judgment"),
            ("analyser", "analyzer"),
        ] {
            assert_eq!(pattern.find(british).map(|found| found.as_str()), Some(british));
            assert_eq!(american(british).as_deref(), Some(expected));
        }
        for fine in
            ["cancellation", "organism", "CANCELLED", "optimistic", "analyses", "programmed", "license", "realistic"]
        {
            assert!(!pattern.is_match(fine), "{fine}");
        }
    }
}
