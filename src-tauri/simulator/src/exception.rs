//! The exceptions of both planes and their HTTP shape: status, `x-amzn-ErrorType`, and a body of `{"message": …}`.

use serde_json::{Map, Value};

/// Every HTTP exception that a script may name, with its status (botocore's `bedrock-runtime` and AWS's common errors).
const STATUSES: &[(&str, u16)] = &[
    ("ValidationException", 400),
    ("AccessDeniedException", 403),
    ("ResourceNotFoundException", 404),
    ("ConflictException", 400),
    ("ModelTimeoutException", 408),
    ("ModelErrorException", 424),
    ("ThrottlingException", 429),
    ("ModelNotReadyException", 429),
    ("InternalServerException", 500),
    ("ServiceUnavailableException", 503),
    ("ServiceQuotaExceededException", 400),
    ("MissingAuthenticationTokenException", 403),
    ("IncompleteSignatureException", 400),
    ("InvalidSignatureException", 403),
    ("UnrecognizedClientException", 403),
    ("ExpiredTokenException", 403),
    ("UnknownOperationException", 404),
];

/// The exceptions that a Converse stream may end with (botocore, `ConverseStreamOutput`), and their HTTP counterparts.
const MIDSTREAM: &[(&str, &str)] = &[
    ("internalServerException", "InternalServerException"),
    ("modelStreamErrorException", "ModelErrorException"),
    ("validationException", "ValidationException"),
    ("throttlingException", "ThrottlingException"),
    ("serviceUnavailableException", "ServiceUnavailableException"),
    ("modelTimeoutException", "ModelTimeoutException"),
];

/// One refusal as AWS sends it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Exception {
    pub(crate) name: &'static str,
    pub(crate) status: u16,
    pub(crate) message: String,
    /// Members beside the message: `originalStatusCode`, `resourceName`.
    pub(crate) extra: Vec<(&'static str, Value)>,
    /// Seconds for a `retry-after` header.
    pub(crate) retry_after: Option<u64>,
}

impl Exception {
    /// The named exception, or `None` where Bedrock has no such exception.
    pub(crate) fn named(name: &str, message: impl Into<String>) -> Option<Self> {
        let (name, status) = STATUSES.iter().find(|(known, _)| *known == name)?;
        Some(Self::new(name, *status, message))
    }

    fn new(name: &'static str, status: u16, message: impl Into<String>) -> Self {
        Self { name, status, message: message.into(), extra: Vec::new(), retry_after: None }
    }

    pub(crate) fn validation(message: impl Into<String>) -> Self {
        Self::new("ValidationException", 400, message)
    }

    pub(crate) fn access_denied(message: impl Into<String>) -> Self {
        Self::new("AccessDeniedException", 403, message)
    }

    pub(crate) fn not_found(message: impl Into<String>) -> Self {
        Self::new("ResourceNotFoundException", 404, message)
    }

    /// An authentication failure: all are 403 but the incomplete signature.
    pub(crate) fn forbidden(name: &'static str, message: impl Into<String>) -> Self {
        Self::new(name, if name == "IncompleteSignatureException" { 400 } else { 403 }, message)
    }

    pub(crate) fn unknown_operation() -> Self {
        Self::new("UnknownOperationException", 404, "Unknown operation.")
    }

    /// The JSON body.
    pub(crate) fn body(&self) -> Value {
        let mut body = Map::new();
        body.insert("message".into(), Value::String(self.message.clone()));
        body.extend(self.extra.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        Value::Object(body)
    }
}

/// The name of the HTTP exception that answers an unstreamed call where a stream would end with `midstream`.
pub(crate) fn http_counterpart(midstream: &str) -> Option<&'static str> {
    MIDSTREAM.iter().find(|(name, _)| *name == midstream).map(|(_, http)| *http)
}

/// What AWS says when nothing more special is asked for.
pub(crate) fn default_message(name: &str) -> &'static str {
    match name {
        "AccessDeniedException" => "You don't have access to the model with the specified model ID.",
        "ResourceNotFoundException" => "Could not resolve the foundation model from the provided model identifier.",
        "ModelTimeoutException" | "modelTimeoutException" => {
            "Model has timed out in processing the request. Try your request again."
        }
        "ModelErrorException" | "modelStreamErrorException" => {
            "The system encountered an unexpected error during processing. Try your request again."
        }
        "ThrottlingException" | "throttlingException" => "Too many requests, please wait before trying again.",
        "ModelNotReadyException" => "Model is not ready for inference. Wait and try your request again.",
        "InternalServerException" | "internalServerException" => "The server encountered an internal error.",
        "ServiceUnavailableException" | "serviceUnavailableException" => {
            "Bedrock is unable to process your request. Try again later."
        }
        "ServiceQuotaExceededException" => "Your request exceeds the service quota for your account.",
        "ExpiredTokenException" => "The security token included in the request is expired",
        "UnrecognizedClientException" => "The security token included in the request is invalid.",
        _ => "The provided request is not valid.",
    }
}
