//! What AWS does not let somebody do, and what to do about it.

sentences! {
    /// What AWS does not let somebody do.
    pub enum Denial: "denial" {
        /// A right is missing.
        Right {
            /// Whose.
            subject: Subject,
            /// To do what.
            deed: Deed,
            /// Whose policy is in the way.
            why: Policy,
            /// What to do.
            remedy: Help,
        } = "{subject} may not call {deed}: {why}. {remedy}",
        /// AWS says it in its own words.
        Words {
            /// These, to the end of a sentence.
            words: String,
            /// What to do.
            remedy: Help,
        } = "{words} {remedy}",
    }
}

sentences! {
    /// Who is not let.
    pub enum Subject: "subject" {
        /// An identity by its name.
        Named {
            /// As in `assumed-role/Dev/me`.
            who: String,
        } = "{who}",
        /// With its account.
        NamedIn {
            /// As in `assumed-role/Dev/me`.
            who: String,
            /// The account's number.
            account: String,
        } = "{who} of account {account}",
        /// AWS does not name it.
        Unnamed = "This identity",
        /// It names the account alone.
        UnnamedIn {
            /// The account's number.
            account: String,
        } = "This identity of account {account}",
    }
}

sentences! {
    /// What is not allowed.
    pub enum Deed: "deed" {
        /// An action.
        Call {
            /// As in `bedrock:InvokeModel`.
            action: String,
        } = "{action}",
        /// An action on something.
        CallOn {
            /// As in `bedrock:InvokeModel`.
            action: String,
            /// Its ARN.
            resource: String,
        } = "{action} on {resource}",
    }
}

sentences! {
    /// Whose policy is in the way, and how.
    #[derive(Copy)]
    pub enum Policy: "policy" {
        /// The identity's own.
        Identity = "none of its policies allows it",
        /// The identity's own say no.
        IdentityDenies = "one of its policies denies it",
        /// The organization's for accounts.
        ServiceControl = "no service control policy of its organization allows it",
        /// They say no.
        ServiceControlDenies = "a service control policy of its organization denies it",
        /// The organization's for resources.
        ResourceControl = "no resource control policy of the organization allows it",
        /// They say no.
        ResourceControlDenies = "a resource control policy of the organization denies it",
        /// The identity's boundary.
        Boundary = "its permissions boundary does not allow it",
        /// It says no.
        BoundaryDenies = "its permissions boundary denies it",
        /// The session's.
        Session = "the policy of its session does not allow it",
        /// It says no.
        SessionDenies = "the policy of its session denies it",
        /// The network's.
        Endpoint = "the policy of the VPC endpoint does not allow it",
        /// It says no.
        EndpointDenies = "the policy of the VPC endpoint denies it",
        /// The resource's.
        Resource = "no policy of the resource allows it",
        /// It says no.
        ResourceDenies = "a policy of the resource denies it",
        /// AWS does not say, or says something new.
        Untold = "AWS does not say which policy is in the way",
        /// The same, and that it says no.
        UntoldDenies = "a policy denies it",
    }
}

sentences! {
    /// What to do about it.
    #[derive(Copy)]
    pub enum Help: "help" {
        /// Allow it.
        Allow = "Allow this action on this resource in a policy of the identity.",
        /// Do not deny it.
        TakeOut = "Take the deny out of that policy: nothing that is allowed elsewhere outweighs it.",
        /// Ask the organization, or go elsewhere.
        Organization = "Only whoever runs the AWS organization can change that. Such policies often bar regions, and profiles call models in several: a model or profile of another region may do.",
        /// Widen the boundary.
        Boundary = "Whoever set the boundary has to allow the action in it, too.",
        /// Take the role on with more.
        Session = "The role's session was given fewer rights than the role has: take it on without that policy, or with the action in it.",
        /// Open the endpoint, or go around it.
        Endpoint = "Allow the action in the policy of the VPC's endpoint for Bedrock, or call AWS by another way.",
        /// Let the identity in.
        Resource = "Allow the identity in the policy of the resource.",
        /// Ask for the model.
        AskForModel = "Ask for it in the Bedrock console of this region, in the model catalog (Model access, in older consoles).",
        /// Subscribe to it.
        Subscribe = "The model has to be subscribed to once: open it in the Bedrock console's model catalog as somebody who may aws-marketplace:Subscribe and aws-marketplace:ViewSubscriptions, or give this identity both; then wait some minutes.",
        /// Fill in Anthropic's form.
        Form = "Open any Claude model in the Bedrock console's model catalog and fill in Anthropic's form, once for the account; then wait a quarter of an hour.",
        /// Pay.
        Payment = "Give the account a way to pay that is valid, in AWS's Billing console.",
        /// It is not sold there.
        OtherMaker = "The model's maker does not offer it where the account is: choose another maker's model.",
        /// It is old.
        NewerModel = "Choose a newer model: GET /v1/models lists them.",
        /// The account is new.
        Support = "AWS has not opened Bedrock, or this model, for the account: new accounts have to ask AWS Support for it.",
        /// Nobody knows.
        Check = "Check that this identity may call bedrock:InvokeModel and bedrock:InvokeModelWithResponseStream on the model, and that access to the model has been granted in this region.",
        /// Accept its agreement.
        Catalog = "Open it once in the model catalog of the Bedrock console (Model access, in older consoles), as somebody who may aws-marketplace:Subscribe; Anthropic's models ask for a form there.",
        /// Go elsewhere, or take its like.
        OtherRegionOrVersion = "Choose another region, or another version of the model.",
        /// Go elsewhere, or through a profile.
        OtherRegionOrProfile = "Choose another region, or an inference profile of the model.",
        /// Be patient.
        Wait = "Wait some minutes, then look again.",
        /// Ask.
        AskAccount = "It is for selected accounts, or policies of the organization bar it: ask whoever runs the account, or AWS Support.",
    }
}
