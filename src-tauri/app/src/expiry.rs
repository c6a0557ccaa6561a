//! When to tell the user that a sign-in ends.

use std::time::{Duration, SystemTime};

use outcrop_gateway::aws::{Cause, Source, Standing, State};

use crate::state::expiry;

/// How long before.
const SOON: Duration = Duration::from_secs(300);

/// What there is to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notice {
    /// It ends, at this moment.
    Soon(SystemTime),
    /// It has ended.
    Ended,
}

/// How it stood with whom when it was looked at last: nothing is told twice.
#[derive(Debug, Default)]
pub(crate) struct Told(Option<(Option<Source>, Option<Notice>)>);

impl Told {
    /// What is to be told now, which counts as told from then on.
    pub(crate) fn due(&mut self, standing: &Standing, now: SystemTime) -> Option<Notice> {
        if standing.state == State::SigningIn {
            return None;
        }
        let looked = (standing.source.clone(), notice(standing, now));
        let before = self.0.replace(looked.clone());
        let same = before.as_ref().is_some_and(|(source, _)| *source == looked.0);
        match looked.1 {
            // Who has just chosen somebody whose sign-in has ended sees that where it was chosen. And what never was
            // has not ended.
            Some(Notice::Ended) if !same && (before.is_some() || standing.sign_in.is_none()) => None,
            notice if same && before.is_some_and(|(_, told)| told == notice) => None,
            notice => notice,
        }
    }
}

/// What there is to tell, whether it was told or not. What renews itself is nobody's business, until it does not.
fn notice(standing: &Standing, now: SystemTime) -> Option<Notice> {
    if let State::Trouble(trouble) = &standing.state
        && trouble.cause() == Cause::SignIn
    {
        return Some(Notice::Ended);
    }
    let at = expiry(standing).filter(|expiry| !expiry.renews)?.at;
    match at.duration_since(now) {
        Ok(left) if left > SOON => None,
        Ok(left) if !left.is_zero() => Some(Notice::Soon(at)),
        Ok(_) | Err(_) => Some(Notice::Ended),
    }
}

#[cfg(test)]
mod tests {
    use outcrop_gateway::aws::{SignedIn, Trouble, What};

    use super::*;
    use crate::tray::standing;

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    fn until(seconds: u64, renewable: bool) -> Standing {
        Standing { sign_in: Some(SignedIn { until: at(seconds), renewable }), ..standing("work", State::Well) }
    }

    fn ended(profile: &str) -> Standing {
        let what = What::SignInExpired { profile: profile.to_owned() };
        standing(profile, State::Trouble(Trouble::new(what).ended_by("corp")))
    }

    #[test]
    fn each_notice_comes_once() {
        let mut told = Told::default();
        let mut heard = Vec::new();
        for now in [0, 600, 700, 710, 900, 999, 1_000, 1_001, 5_000] {
            heard.extend(told.due(&until(1_000, false), at(now)).map(|notice| (now, notice)));
        }
        assert_eq!(heard, [(700, Notice::Soon(at(1_000))), (1_000, Notice::Ended)]);
        // Another sign-in is another end.
        assert_eq!(told.due(&until(9_000, false), at(8_900)), Some(Notice::Soon(at(9_000))));
    }

    #[test]
    fn what_renews_itself_is_told_once_it_does_not() {
        let mut told = Told::default();
        assert_eq!([9, 11].map(|now| told.due(&until(10, true), at(now))), [None, None]);
        assert_eq!([12, 13].map(|now| told.due(&ended("work"), at(now))), [Some(Notice::Ended), None]);
        // A sign-in that is given up changes nothing.
        assert_eq!(told.due(&standing("work", State::SigningIn), at(14)), None);
        assert_eq!(told.due(&ended("work"), at(15)), None);
        assert_eq!(told.due(&until(99_999, true), at(16)), None);
        assert_eq!(told.due(&ended("work"), at(17)), Some(Notice::Ended));
    }

    #[test]
    fn who_never_signed_in_is_not_told_that_it_ended() {
        let mut told = Told::default();
        assert_eq!([0, 1].map(|now| told.due(&ended("work"), at(now))), [None, None]);
    }

    #[test]
    fn what_had_ended_is_told_at_the_start_and_not_to_who_chooses_it() {
        let mut told = Told::default();
        let sign_in = until(10, true).sign_in;
        assert_eq!(told.due(&Standing { sign_in, ..ended("work") }, at(20)), Some(Notice::Ended));
        assert_eq!([21, 22].map(|now| told.due(&ended("home"), at(now))), [None, None]);
    }
}
