//! What AWS does not let somebody do: which right is missing, whose policy is in the way, and what to do about it.
//!
//! The sentences are AWS's (IAM User Guide, "Troubleshoot access denied error messages"; the others as seen on the wire).

use crate::error::{Error, Kind};
use crate::ir::{Deed, Denial, Help, Policy, Subject};

/// What AWS calls a refusal for want of a right.
const SENTENCE: &str = "is not authorized to perform: ";

/// A right that is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Denied<'a> {
    /// The identity: `assumed-role/Dev/me`.
    who: Option<&'a str>,
    account: Option<&'a str>,
    /// `bedrock:InvokeModel`.
    pub(super) action: &'a str,
    /// Its ARN, where AWS names one.
    resource: Option<&'a str>,
    /// Whose policy decided, and how.
    policy: Policy,
}

/// AWS's name for each kind of policy; what it means where none of them says yes, and where one says no.
const POLICIES: [(&str, Policy, Policy); 7] = [
    ("service control policy", Policy::ServiceControl, Policy::ServiceControlDenies),
    ("resource control policy", Policy::ResourceControl, Policy::ResourceControlDenies),
    ("permissions boundary", Policy::Boundary, Policy::BoundaryDenies),
    ("session policy", Policy::Session, Policy::SessionDenies),
    ("vpc endpoint policy", Policy::Endpoint, Policy::EndpointDenies),
    ("resource-based policy", Policy::Resource, Policy::ResourceDenies),
    ("identity-based policy", Policy::Identity, Policy::IdentityDenies),
];

impl<'a> Denied<'a> {
    /// Reads AWS's sentence; `None`: it is another one.
    pub(super) fn read(words: &'a str) -> Option<Self> {
        let (before, after) = words.split_once(SENTENCE)?;
        let arn = before.trim_end().rsplit(' ').next().unwrap_or_default();
        let action = first_word(after);
        let resource = after.split_once("on resource: ").map(|(_, rest)| first_word(rest)).filter(|it| !it.is_empty());
        let lower = after.to_ascii_lowercase();
        let policy = POLICIES.iter().find(|(name, ..)| lower.contains(name));
        let (allows_not, denies) =
            policy.map_or((Policy::Untold, Policy::UntoldDenies), |(_, allows_not, denies)| (*allows_not, *denies));
        let mut parts = arn.splitn(6, ':').skip(4);
        let (account, who) = (parts.next(), parts.next());
        (!action.is_empty()).then(|| Self {
            who: who.filter(|who| !who.is_empty()),
            account: account.filter(|account| !account.is_empty()),
            action,
            resource,
            policy: if lower.contains("explicit deny") { denies } else { allows_not },
        })
    }

    fn remedy(&self) -> Help {
        match self.policy {
            Policy::Identity | Policy::Untold => Help::Allow,
            Policy::IdentityDenies | Policy::UntoldDenies => Help::TakeOut,
            Policy::ServiceControl
            | Policy::ServiceControlDenies
            | Policy::ResourceControl
            | Policy::ResourceControlDenies => Help::Organization,
            Policy::Boundary | Policy::BoundaryDenies => Help::Boundary,
            Policy::Session | Policy::SessionDenies => Help::Session,
            Policy::Endpoint | Policy::EndpointDenies => Help::Endpoint,
            Policy::Resource | Policy::ResourceDenies => Help::Resource,
        }
    }

    fn sentence(&self) -> Denial {
        let subject = match (self.who.map(str::to_owned), self.account.map(str::to_owned)) {
            (Some(who), Some(account)) => Subject::NamedIn { who, account },
            (Some(who), None) => Subject::Named { who },
            (None, Some(account)) => Subject::UnnamedIn { account },
            (None, None) => Subject::Unnamed,
        };
        let action = self.action.to_owned();
        let deed = match self.resource.map(str::to_owned) {
            Some(resource) => Deed::CallOn { action, resource },
            None => Deed::Call { action },
        };
        Denial::Right { subject, deed, why: self.policy, remedy: self.remedy() }
    }
}

/// Up to the next blank, without the punctuation that a sentence puts behind.
fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default().trim_end_matches(['.', ',', ':', ';'])
}

/// A part of what AWS says, in lower case, and what to do.
const OTHERS: [(&str, Help); 8] = [
    ("don't have access to the model", Help::AskForModel),
    ("aws-marketplace:", Help::Subscribe),
    ("use case details have not been submitted", Help::Form),
    ("payment instrument", Help::Payment),
    ("unsupported countries", Help::OtherMaker),
    ("marked by provider as legacy", Help::NewerModel),
    ("not authorized to invoke this api operation", Help::Support),
    ("operation not allowed", Help::Support),
];

/// Whatever the exception is called: it is about access, and AWS's words say how. AWS uses three names for it.
pub(super) fn recognised(words: &str) -> Option<Error> {
    if let Some(denied) = Denied::read(words) {
        return Some(refusal(denied.sentence()));
    }
    let lower = words.to_lowercase().replace('’', "'");
    let (_, remedy) = OTHERS.iter().find(|(said, _)| lower.contains(said))?;
    Some(refusal(remedied(words, *remedy)))
}

/// A 403 in words that say nothing more.
pub(super) fn untold(words: &str) -> Error {
    refusal(remedied(words, Help::Check))
}

fn remedied(words: &str, remedy: Help) -> Denial {
    Denial::Words { words: super::failure::ended(words), remedy }
}

fn refusal(denial: Denial) -> Error {
    Error::new(Kind::Forbidden, denial.to_string()).code("access_denied").because(denial)
}

#[cfg(test)]
mod tests {
    use super::*;

    const USER: &str = "User: arn:aws:sts::111122223333:assumed-role/Dev/me is not authorized to perform: bedrock:InvokeModel on resource: arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0";

    /// How AWS ends the sentence, what we make of it, and a word of the remedy.
    const ENDS: &[(&str, &str, &str)] = &[
        (
            " because no identity-based policy allows the bedrock:InvokeModel action",
            "none of its policies allows it",
            "in a policy of the identity",
        ),
        (" with an explicit deny in an identity-based policy", "one of its policies denies it", "Take the deny out"),
        (
            " with an explicit deny in an identity-based policy: arn:aws:iam::111122223333:policy/NoBedrock",
            "one of its policies denies it",
            "Take the deny out",
        ),
        (
            " because no service control policy allows the bedrock:InvokeModel action",
            "no service control policy of its organization allows it",
            "runs the AWS organization",
        ),
        (
            " with an explicit deny in a service control policy",
            "a service control policy of its organization denies it",
            "bar regions",
        ),
        (
            " with an explicit deny in a resource control policy",
            "a resource control policy of the organization denies it",
            "runs the AWS organization",
        ),
        (
            " because no permissions boundary allows the bedrock:InvokeModel action",
            "its permissions boundary does not allow it",
            "set the boundary",
        ),
        (" with an explicit deny in a permissions boundary", "its permissions boundary denies it", "set the boundary"),
        (
            " because no session policy allows the bedrock:InvokeModel action",
            "the policy of its session does not allow it",
            "fewer rights",
        ),
        (" with an explicit deny in a session policy", "the policy of its session denies it", "fewer rights"),
        (
            " because no VPC endpoint policy allows the bedrock:InvokeModel action",
            "the policy of the VPC endpoint does not allow it",
            "VPC's endpoint",
        ),
        (
            " with an explicit deny in a VPC endpoint policy",
            "the policy of the VPC endpoint denies it",
            "VPC's endpoint",
        ),
        (
            " because no resource-based policy allows the bedrock:InvokeModel action",
            "no policy of the resource allows it",
            "policy of the resource",
        ),
        ("", "AWS does not say which policy is in the way", "in a policy of the identity"),
        (" with an explicit deny", "a policy denies it", "Take the deny out"),
    ];

    #[test]
    fn the_missing_right_is_named_and_whose_policy_it_is() {
        for (end, why, remedy) in ENDS {
            let error = recognised(&format!("{USER}{end}")).expect("a refusal");
            let begins = format!(
                "assumed-role/Dev/me of account 111122223333 may not call bedrock:InvokeModel on arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0: {why}. "
            );
            assert!(error.message().starts_with(&begins), "{end}: {error}");
            assert!(error.message().contains(remedy), "{end}: {error}");
            assert_eq!((error.kind(), error.reason()), (Kind::Forbidden, Some("access_denied")));
            assert_eq!(error.cause::<Denial>().map(ToString::to_string).as_deref(), Some(error.message()));
        }
    }

    #[test]
    fn odd_forms_of_the_sentence_are_read_as_far_as_they_go() {
        for (words, expected) in [
            (
                "User: x is not authorized to perform: bedrock:ListFoundationModels",
                "This identity may not call bedrock:ListFoundationModels: ",
            ),
            ("is not authorized to perform: bedrock:X on resource: *.", "This identity may not call bedrock:X on *: "),
            (
                "User: arn:aws:iam::1:user/me is not authorized to perform: bedrock:CallWithBearerToken on resource: arn:a because",
                "user/me of account 1 may not call bedrock:CallWithBearerToken on arn:a: ",
            ),
        ] {
            let error = recognised(words).expect(words);
            assert!(error.message().starts_with(expected), "{error}");
        }
        assert!(recognised("is not authorized to perform: ").is_none());
    }

    /// Sentences of AWS's, and a word of the remedy.
    const ACCESS: &[(&str, &str)] = &[
        ("You don't have access to the model with the specified model ID.", "model catalog"),
        ("You don’t have access to the model with the specified model ID.", "model catalog"),
        (
            "Model access is denied due to IAM user or service role is not authorized to perform the required AWS Marketplace actions (aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe) to enable access to this model. Refer to the Amazon Bedrock documentation for further details. Your AWS Marketplace subscription for this model cannot be completed at this time. If you recently fixed this issue, try again after 5 minutes.",
            "aws-marketplace:Subscribe and",
        ),
        (
            "Model access is denied due to INVALID_PAYMENT_INSTRUMENT:A valid payment instrument must be provided.. Your AWS Marketplace subscription for this model cannot be completed at this time.",
            "Billing",
        ),
        (
            "Model use case details have not been submitted for this account. Fill out the Anthropic use case details form before using the model. If you have already filled out the form, try again in 15 minutes.",
            "Anthropic's form",
        ),
        (
            "Access to Anthropic models is not allowed from unsupported countries, regions, or territories.",
            "another maker's",
        ),
        (
            "Access denied. This Model is marked by provider as Legacy and you have not been actively using the model in the last 15 days. Please upgrade to an active model on Amazon Bedrock",
            "newer model",
        ),
        ("Your account is not authorized to invoke this API operation.", "AWS Support"),
        ("Operation not allowed", "AWS Support"),
    ];

    #[test]
    fn what_the_account_has_to_do_first() {
        for (words, remedy) in ACCESS {
            let error = recognised(words).expect(words);
            assert!(error.message().starts_with(words.trim_end_matches('.')), "AWS's own words: {error}");
            assert!(error.message()[words.len()..].contains(remedy), "{error}");
        }
        assert!(recognised("The model returned the following errors: max_tokens: too large").is_none());
    }
}
