//! Which token a request carries, when one is drawn, and what a `401` means. Plain values; nothing is sent from here.

use atlas_gen::Secret;
use chrono::{DateTime, TimeDelta, Utc};
use http::HeaderValue;

use super::{
    flight::Flight,
    times::{renew_at, usable_until},
};
use crate::StoredToken;

/// How long nothing is drawn ahead of time after that failed.
const REST: TimeDelta = TimeDelta::seconds(30);

/// How long a token that replaced a refused one, and is refused too, is not replaced again: it is then not the token's
/// fault, and an account can draw ten in this time.
const YOUNG: TimeDelta = TimeDelta::minutes(1);

/// The token that is in use.
#[derive(Debug, Default)]
pub(super) struct Session {
    current: Option<Current>,
    /// The token that was forgotten last. The store may still have it.
    forgotten: Option<Secret>,
    /// Counts the tokens that were in use.
    generation: u64,
    /// The drawing that is under way.
    pub(super) flight: Option<Flight>,
    /// Until when no token is drawn ahead of time.
    rest_until: Option<DateTime<Utc>>,
}

#[derive(Debug)]
struct Current {
    token: StoredToken,
    header: HeaderValue,
    /// When it came into use.
    since: DateTime<Utc>,
    /// Whether it came in the place of one that was refused.
    replaces: bool,
    /// Whether a request with it was let in.
    accepted: bool,
}

/// What a request carries.
#[derive(Clone, Debug)]
pub(super) struct Ticket {
    pub(super) header: HeaderValue,
    generation: u64,
}

/// What a request needs.
#[derive(Debug)]
pub(super) enum Need {
    /// It can go.
    Nothing(Ticket),
    /// It can go, and it is time to draw the next token.
    Next(Ticket),
    /// There is no token that it could carry.
    Token,
}

/// What follows on a `401`.
#[derive(Debug)]
pub(super) enum Next {
    /// The answer stands.
    GiveUp,
    /// Send again with this.
    Retry(Ticket),
    /// Send again with the token that is drawn now.
    Draw,
}

impl Session {
    pub(super) fn need(&self, now: DateTime<Utc>) -> Need {
        match &self.current {
            Some(current) if now < usable_until(&current.token) => {
                let ticket = self.ticket(current);
                let rests = self.rest_until.is_some_and(|until| now < until);
                match now >= renew_at(&current.token) && !rests {
                    true => Need::Next(ticket),
                    false => Need::Nothing(ticket),
                }
            }
            _ => Need::Token,
        }
    }

    /// Takes note that the request with `ticket` was let in.
    pub(super) fn accepted(&mut self, ticket: &Ticket) {
        if let Some(current) = self.current.as_mut().filter(|_| self.generation == ticket.generation) {
            current.accepted = true;
        }
    }

    /// Decides on a `401` to the request with `ticket`. A call sends no request more than twice, and however many calls
    /// have carried one token, it is replaced once.
    pub(super) fn refused(&mut self, ticket: &Ticket, now: DateTime<Utc>) -> Next {
        let Some(current) = &self.current else { return Next::Draw };
        if self.generation > ticket.generation {
            return match self.need(now) {
                Need::Nothing(newer) | Need::Next(newer) => Next::Retry(newer),
                Need::Token => Next::Draw,
            };
        }
        if current.replaces && !current.accepted && now - current.since < YOUNG {
            return Next::GiveUp;
        }
        Next::Draw
    }

    /// The token that is in use.
    pub(super) fn token(&self) -> Option<&Secret> {
        Some(self.current.as_ref()?.token.token())
    }

    /// The token that a new one is to take the place of.
    pub(super) fn replaced(&self) -> Option<&Secret> {
        self.token().or(self.forgotten.as_ref())
    }

    /// Lets no further request carry this token.
    pub(super) fn forget(&mut self, token: &Secret) {
        if self.token() == Some(token) {
            self.current = None;
            self.forgotten = Some(token.clone());
        }
    }

    /// Puts a token into use.
    pub(super) fn keep(
        &mut self,
        token: StoredToken,
        header: HeaderValue,
        now: DateTime<Utc>,
        replaces: bool,
    ) -> Ticket {
        self.generation += 1;
        self.rest_until = None;
        self.forgotten = None;
        let current = Current { token, header, since: now, replaces, accepted: false };
        let ticket = self.ticket(&current);
        self.current = Some(current);
        ticket
    }

    /// Takes note that no token could be drawn.
    pub(super) fn failed(&mut self, now: DateTime<Utc>) {
        self.rest_until = Some(now + REST);
    }

    fn ticket(&self, current: &Current) -> Ticket {
        Ticket { header: current.header.clone(), generation: self.generation }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    /// A token that was drawn at this second, for an hour.
    fn keep(session: &mut Session, drawn: i64, replaces: bool) -> Ticket {
        let name = format!("t{drawn}");
        let header = HeaderValue::try_from(&name).unwrap();
        session.keep(StoredToken::new(name, at(drawn), at(drawn + 3600)), header, at(drawn), replaces)
    }

    #[test]
    fn a_token_is_used_to_its_end_and_the_next_is_drawn_before_it() {
        let mut session = Session::default();
        assert!(matches!(session.need(at(0)), Need::Token));
        keep(&mut session, 0, false);
        assert!(matches!(session.need(at(3299)), Need::Nothing(_)));
        assert!(matches!(session.need(at(3300)), Need::Next(_)));
        assert!(matches!(session.need(at(3589)), Need::Next(_)));
        assert!(matches!(session.need(at(3590)), Need::Token));
    }

    #[test]
    fn a_drawing_that_failed_is_not_repeated_at_once_while_there_is_a_token() {
        let mut session = Session::default();
        keep(&mut session, 0, false);
        session.failed(at(3300));
        assert!(matches!(session.need(at(3329)), Need::Nothing(_)));
        assert!(matches!(session.need(at(3330)), Need::Next(_)));
        assert!(matches!(session.need(at(3600)), Need::Token));
    }

    #[test]
    fn a_refused_token_is_replaced_once_however_many_carried_it() {
        let mut session = Session::default();
        let first = keep(&mut session, 0, false);
        assert!(matches!(session.refused(&first, at(10)), Next::Draw));
        keep(&mut session, 10, true);
        let Next::Retry(ticket) = session.refused(&first, at(11)) else { panic!("it has been replaced") };
        assert_eq!(ticket.header, "t10");
    }

    #[test]
    fn a_replacement_that_is_refused_is_not_at_fault_unless_it_worked_or_is_old() {
        let mut session = Session::default();
        let ticket = keep(&mut session, 0, true);
        assert!(matches!(session.refused(&ticket, at(59)), Next::GiveUp));
        assert!(matches!(session.refused(&ticket, at(60)), Next::Draw));
        session.accepted(&ticket);
        assert!(matches!(session.refused(&ticket, at(1)), Next::Draw));
    }

    #[test]
    fn only_the_token_that_is_meant_is_forgotten() {
        let mut session = Session::default();
        keep(&mut session, 0, false);
        session.forget(&"another".into());
        assert!(session.token().is_some());
        session.forget(&"t0".into());
        assert!(matches!(session.need(at(1)), Need::Token));
        assert_eq!(session.replaced(), Some(&"t0".into()));
    }
}
