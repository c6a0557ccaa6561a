//! When to tell the user that a sign-in ends.

use std::time::{Duration, SystemTime};

use crate::state::{Expiry, Who};

/// How long before.
const SOON: Duration = Duration::from_secs(300);

/// What there is to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notice {
    /// It ends in five minutes.
    Soon,
    /// It has ended.
    Ended,
}

/// What was told of which end: nothing is told twice.
#[derive(Debug, Default)]
pub(crate) struct Told(Option<(Who, SystemTime, Notice)>);

impl Told {
    /// What is to be told now, which counts as told from then on. What renews itself is nobody's business.
    pub(crate) fn due(&mut self, who: &Who, expiry: Option<Expiry>, now: SystemTime) -> Option<Notice> {
        let expiry = expiry.filter(|expiry| !expiry.renews)?;
        let notice = match expiry.at.duration_since(now) {
            Err(_) => Notice::Ended,
            Ok(left) if left.is_zero() => Notice::Ended,
            Ok(left) if left <= SOON => Notice::Soon,
            Ok(_) => return None,
        };
        let told = (who.clone(), expiry.at, notice);
        if self.0.as_ref() == Some(&told) {
            return None;
        }
        // What had ended before anybody used it is told by the icon alone.
        let seen = self.0.as_ref().is_some_and(|(before, at, _)| (before, *at) == (who, expiry.at));
        self.0 = Some(told);
        (notice == Notice::Soon || seen).then_some(notice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    #[test]
    fn each_notice_comes_once() {
        let mut told = Told::default();
        let who = Who::Profile("work".into());
        let expiry = Some(Expiry { at: at(1_000), renews: false });
        let mut heard = Vec::new();
        for now in [0, 600, 700, 710, 900, 999, 1_000, 1_001, 5_000] {
            heard.extend(told.due(&who, expiry, at(now)).map(|notice| (now, notice)));
        }
        assert_eq!(heard, [(700, Notice::Soon), (1_000, Notice::Ended)]);
        // Another sign-in is another end.
        let later = Some(Expiry { at: at(9_000), renews: false });
        assert_eq!(told.due(&who, later, at(8_900)), Some(Notice::Soon));
    }

    #[test]
    fn what_renews_itself_or_had_ended_before_is_not_told() {
        let mut told = Told::default();
        let renews = Some(Expiry { at: at(10), renews: true });
        assert_eq!(told.due(&Who::Chain, renews, at(9)), None);
        let ended = Some(Expiry { at: at(10), renews: false });
        assert_eq!(told.due(&Who::Chain, ended, at(11)), None);
        assert_eq!(told.due(&Who::Chain, ended, at(12)), None);
    }
}
