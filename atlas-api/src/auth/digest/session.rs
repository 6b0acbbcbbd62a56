//! Which challenge a request answers, and what a `401` means. Plain values; nothing is sent from here.

use super::challenge::Challenge;

/// The challenge that is kept, and how often it was used.
#[derive(Debug, Default)]
pub(super) struct Session {
    kept: Option<Kept>,
    /// Counts the challenges that were kept.
    generation: u64,
}

#[derive(Debug)]
struct Kept {
    challenge: Challenge,
    uses: u32,
}

/// What a request is signed with: a challenge, and how many requests have answered it with this one.
#[derive(Debug)]
pub(super) struct Ticket {
    pub(super) challenge: Challenge,
    pub(super) count: u32,
    origin: Origin,
}

/// Where the challenge of a ticket comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    /// It was kept, as the one of this generation, before the call began.
    Kept { generation: u64 },
    /// The call drew it, and shares it with all others as the one of this generation.
    Shared { generation: u64 },
    /// The call drew it when the one of this generation was refused, and is the only one to use it.
    Renewed { generation: u64 },
}

/// What follows on a `401`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// The answer stands.
    GiveUp,
    /// Send again with the challenge that it brings, which other calls may use at once.
    Share,
    /// Send again with the challenge that it brings in the place of the one of this generation; no other call uses it
    /// before it has been accepted.
    Renew { generation: u64 },
}

/// Decides on a `401` that brings a challenge; `ticket` is what the request was signed with.
///
/// No call sends a request more than three times, and with a wrong key none more than twice: a challenge that a call
/// drew itself and answered is refused for the key's sake, unless the server says `stale`. A renewed challenge is not
/// shared before it is accepted, so that under load no other call can use it up.
pub(super) fn after_unauthorized(ticket: Option<&Ticket>, stale: bool) -> Next {
    match ticket.map(|ticket| ticket.origin) {
        None => Next::Share,
        Some(Origin::Kept { generation }) => Next::Renew { generation },
        Some(Origin::Shared { generation }) if stale => Next::Renew { generation },
        Some(Origin::Shared { .. } | Origin::Renewed { .. }) => Next::GiveUp,
    }
}

impl Ticket {
    /// The first ticket of a challenge that is the caller's alone until it is [accepted](Session::accepted).
    pub(super) fn renewed(challenge: Challenge, generation: u64) -> Self {
        Self { challenge, count: 1, origin: Origin::Renewed { generation } }
    }
}

impl Session {
    /// A ticket of the kept challenge, if there is one.
    pub(super) fn ticket(&mut self) -> Option<Ticket> {
        let kept = self.kept.as_mut()?;
        kept.uses = kept.uses.checked_add(1)?;
        let origin = Origin::Kept { generation: self.generation };
        Some(Ticket { challenge: kept.challenge.clone(), count: kept.uses, origin })
    }

    /// Keeps a challenge for all calls; the first ticket is the caller's.
    pub(super) fn share(&mut self, challenge: Challenge) -> Ticket {
        self.keep(challenge.clone());
        Ticket { challenge, count: 1, origin: Origin::Shared { generation: self.generation } }
    }

    /// Takes note that a request signed with `ticket` was let in: a renewed challenge replaces the kept one that was
    /// refused, unless another has done so by now.
    pub(super) fn accepted(&mut self, ticket: Ticket) {
        if ticket.origin == (Origin::Renewed { generation: self.generation }) {
            self.keep(ticket.challenge);
        }
    }

    fn keep(&mut self, challenge: Challenge) {
        self.generation += 1;
        self.kept = Some(Kept { challenge, uses: 1 });
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, header::WWW_AUTHENTICATE};

    use super::*;

    fn challenge(nonce: &str) -> Challenge {
        let value = format!(r#"Digest realm="r", nonce="{nonce}", algorithm=MD5, qop="auth""#);
        let value = HeaderValue::try_from(value).unwrap();
        Challenge::from_headers(&HeaderMap::from_iter([(WWW_AUTHENTICATE, value)])).unwrap()
    }

    #[test]
    fn a_401_is_followed_by_at_most_one_further_try_for_each_challenge() {
        let ticket = |origin| Some(Ticket { challenge: challenge("n1"), count: 1, origin });
        let (kept, shared) = (Origin::Kept { generation: 7 }, Origin::Shared { generation: 7 });
        let renewed = Origin::Renewed { generation: 7 };
        let renew = Next::Renew { generation: 7 };
        for (ticket, stale, expected) in [
            (None, false, Next::Share),
            (None, true, Next::Share),
            (ticket(kept), false, renew),
            (ticket(kept), true, renew),
            (ticket(shared), false, Next::GiveUp),
            (ticket(shared), true, renew),
            (ticket(renewed), false, Next::GiveUp),
            (ticket(renewed), true, Next::GiveUp),
        ] {
            assert_eq!(after_unauthorized(ticket.as_ref(), stale), expected, "{ticket:?}, stale={stale}");
        }
    }

    #[test]
    fn each_ticket_of_a_kept_challenge_counts_one_further() {
        let mut session = Session::default();
        assert!(session.ticket().is_none());
        assert_eq!(session.share(challenge("n1")).count, 1);
        let counts: Vec<_> = std::iter::repeat_with(|| session.ticket().unwrap().count).take(3).collect();
        assert_eq!(counts, [2, 3, 4]);
    }

    #[test]
    fn a_renewed_challenge_is_kept_once_it_is_accepted() {
        let mut session = Session::default();
        session.share(challenge("n1"));
        let renewed = Ticket::renewed(challenge("n2"), 1);
        assert_eq!(session.ticket().unwrap().challenge, challenge("n1"));
        session.accepted(renewed);
        let ticket = session.ticket().unwrap();
        assert_eq!((ticket.challenge, ticket.count), (challenge("n2"), 2));
    }

    #[test]
    fn of_two_renewed_challenges_the_one_accepted_first_is_kept() {
        let mut session = Session::default();
        session.share(challenge("n1"));
        let (second, third) = (Ticket::renewed(challenge("n2"), 1), Ticket::renewed(challenge("n3"), 1));
        session.accepted(third);
        session.accepted(second);
        assert_eq!(session.ticket().unwrap().challenge, challenge("n3"));
    }
}
