//! What the SDK reports to `Error`: AWS's own words, and what to do (facts/bedrock.md sections 2 and 3).

use std::error::Error as StdError;
use std::time::Duration;

use aws_sdk_bedrockruntime::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_bedrockruntime::operation::RequestId;
use aws_sdk_bedrockruntime::types::error::ConverseStreamOutputError;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

use super::denied;
use crate::aws::{self, Trouble};
use crate::error::{Error, Kind};

/// What went wrong with a call. Retries have been done by then: clients are told not to add theirs.
pub(super) fn of_call<E>(failure: SdkError<E, HttpResponse>) -> Error
where
    E: ProvideErrorMetadata + StdError + Send + Sync + 'static,
{
    let request_id = failure.request_id().map(str::to_owned);
    let status = failure.raw_response().map(|response| response.status().as_u16());
    let retry_after = failure.raw_response().and_then(retry_after);
    let error = match &failure {
        SdkError::ServiceError(service) => {
            let said = service.err();
            let (code, words) = (said.code().unwrap_or_default(), said.message().unwrap_or_default());
            clock_skew(name(code), words, service.raw()).unwrap_or_else(|| of_service(code, words, status))
        }
        SdkError::TimeoutError(_) => Error::new(Kind::UpstreamTimeout, "Bedrock did not answer in time."),
        SdkError::DispatchFailure(_) | SdkError::ConstructionFailure(_) => of_dispatch(&failure),
        _ => unreadable(status),
    };
    let error = match (error.kind(), retry_after) {
        (Kind::RateLimited | Kind::Overloaded, after) => error.retry_after(after.unwrap_or(Duration::from_secs(5))),
        _ => error,
    };
    error.final_().request_id(request_id).source(failure)
}

/// Names the model where the failure is about it: Bedrock's own words do not.
pub(super) fn of_model<E>(model: &str, failure: SdkError<E, HttpResponse>) -> Error
where
    E: ProvideErrorMetadata + StdError + Send + Sync + 'static,
{
    let error = of_call(failure);
    match error.reason() {
        Some("model_not_found" | "access_denied") => error.about_model(model),
        _ => error,
    }
}

/// What broke a stream. There is no HTTP status here: the variant alone tells.
pub(super) fn of_stream<R>(failure: SdkError<ConverseStreamOutputError, R>) -> Error
where
    R: std::fmt::Debug + Send + Sync + 'static,
{
    let error = match &failure {
        SdkError::ServiceError(service) => {
            use ConverseStreamOutputError as Broken;
            let said = service.err();
            let code = match said {
                Broken::InternalServerException(_) => "InternalServerException",
                Broken::ModelStreamErrorException(_) => "ModelStreamErrorException",
                Broken::ValidationException(_) => "ValidationException",
                Broken::ThrottlingException(_) => "ThrottlingException",
                Broken::ServiceUnavailableException(_) => "ServiceUnavailableException",
                other => other.code().unwrap_or_default(),
            };
            of_service(code, said.message().unwrap_or_default(), None)
        }
        _ => broken_off(),
    };
    let error = match error.kind() {
        Kind::RateLimited | Kind::Overloaded => error.retry_after(Duration::from_secs(5)),
        _ => error,
    };
    error.source(failure)
}

/// A stream that ended without saying why.
pub(super) fn broken_off() -> Error {
    Error::new(Kind::Upstream, "The connection to Bedrock broke before the answer was complete.")
        .code("stream_interrupted")
}

/// An answer that is not Bedrock's wire.
pub(super) fn unreadable(status: Option<u16>) -> Error {
    let status = status.map(|status| format!(" (HTTP {status})")).unwrap_or_default();
    Error::new(
        Kind::Unreachable,
        format!("What answered is not Bedrock, or was cut short{status}. Check the endpoint, proxies and the region."),
    )
}

/// Some services write `com.amazon…#Name` or `Name:http://…`.
fn name(code: &str) -> &str {
    code.rsplit('#').next().unwrap_or(code).split(':').next().unwrap_or(code)
}

/// The date of the request was too far off, and the SDK, which corrects that, could not. AWS says it in its words, or not
/// at all: then its own date tells.
fn clock_skew(name: &str, words: &str, answer: &HttpResponse) -> Option<Error> {
    const SAID: [&str; 4] = ["Signature expired", "Signature not yet current", "RequestTimeTooSkewed", "is too far"];
    let about_signing = matches!(
        name,
        "InvalidSignatureException"
            | "SignatureDoesNotMatch"
            | "AuthFailure"
            | "RequestTimeTooSkewed"
            | "RequestExpired"
    );
    let ahead = aws::ahead(answer);
    let said =
        matches!(name, "RequestTimeTooSkewed" | "RequestExpired") || SAID.iter().any(|said| words.contains(said));
    let off = ahead.filter(|ahead| ahead.abs() > aws::MAX_SKEW);
    if !about_signing || !said && off.is_none() {
        return None;
    }
    let by = match off {
        Some(ahead) if ahead > 0 => format!("{} min ahead of AWS's", ahead / 60),
        Some(ahead) => format!("{} min behind AWS's", -ahead / 60),
        None => "too far from AWS's".to_owned(),
    };
    let message = format!(
        "This machine's clock is {by}, so AWS refuses the signature. Set the clock, or switch time synchronisation on; the next request tries again."
    );
    Some(Error::new(Kind::Credentials, message).code("clock_skew"))
}

/// By the exception's name first, by the status where the name is new.
fn of_service(code: &str, message: &str, status: Option<u16>) -> Error {
    let name = name(code);
    let words = if message.is_empty() { name } else { message };
    let is_refusal = matches!(
        name,
        "AccessDeniedException" | "UnauthorizedException" | "ValidationException" | "ResourceNotFoundException"
    );
    if let Some(error) = denied::recognised(words).filter(|_| is_refusal) {
        return error;
    }
    match name {
        "ValidationException" => validation(words),
        "AccessDeniedException" | "UnauthorizedException" => denied::untold(words),
        "ResourceNotFoundException" => model_not_found(words),
        "ThrottlingException" | "TooManyRequestsException" => Error::new(Kind::RateLimited, words.to_owned()),
        "ServiceQuotaExceededException" => Error::new(Kind::Quota, words.to_owned()),
        "ModelTimeoutException" => Error::new(Kind::UpstreamTimeout, words.to_owned()),
        "ModelNotReadyException" | "ServiceUnavailableException" => Error::new(Kind::Overloaded, words.to_owned()),
        "InternalServerException" | "ModelErrorException" | "ModelStreamErrorException" => {
            Error::new(Kind::Upstream, words.to_owned())
        }
        "ExpiredTokenException" | "ExpiredToken" => {
            credentials(words, "They have expired: sign in again, for a profile with `aws sso login`.")
        }
        "UnrecognizedClientException"
        | "InvalidClientTokenId"
        | "InvalidSignatureException"
        | "SignatureDoesNotMatch"
        | "MissingAuthenticationTokenException"
        | "IncompleteSignatureException" => {
            credentials(words, "AWS refuses the credentials: check the profile, its keys, and this machine's clock.")
        }
        _ => by_status(words, status),
    }
}

fn by_status(words: &str, status: Option<u16>) -> Error {
    let words = words.to_owned();
    match status {
        Some(400 | 422) => Error::new(Kind::Invalid, words),
        Some(401 | 403) => denied::recognised(&words).unwrap_or_else(|| denied::untold(&words)),
        Some(404) => model_not_found(&words),
        Some(408 | 504) => Error::new(Kind::UpstreamTimeout, words),
        Some(413) => Error::new(Kind::TooLarge, words),
        Some(429) => Error::new(Kind::RateLimited, words),
        Some(503) => Error::new(Kind::Overloaded, words),
        _ if words.is_empty() => Error::new(Kind::Upstream, "Bedrock failed without saying why."),
        _ => Error::new(Kind::Upstream, words),
    }
}

fn validation(words: &str) -> Error {
    let lower = words.to_ascii_lowercase();
    if ["input is too long", "prompt is too long", "context length", "too many input tokens"]
        .iter()
        .any(|said| lower.contains(said))
    {
        return too_long(words);
    }
    if lower.contains("model identifier is invalid") {
        return model_not_found(words);
    }
    if lower.contains("on-demand throughput") {
        let message = with_remedy(
            words,
            "GET /v1/models lists the profiles: their ids begin with `us.`, `eu.`, `global.` and the like.",
        );
        return Error::new(Kind::Invalid, message).code("model_needs_inference_profile").param("model");
    }
    Error::new(Kind::Invalid, words.to_owned())
}

/// Clients recognise an overflow by its words, each by others: LangChain and Claude Code by the first clause, LiteLLM by
/// the second (facts/openai.md section 3). Bedrock tells no numbers, so neither do we where it gave none.
fn too_long(words: &str) -> Error {
    let message = if words.to_ascii_lowercase().contains("prompt is too long") {
        format!("{words} This model's maximum context length is exceeded.")
    } else {
        format!("prompt is too long: {words} This model's maximum context length is exceeded.")
    };
    Error::new(Kind::Invalid, message).code("context_length_exceeded").param("messages")
}

fn model_not_found(words: &str) -> Error {
    let message = with_remedy(words, "Check the model id and the region; GET /v1/models lists what can be invoked.");
    Error::new(Kind::NotFound, message).code("model_not_found").param("model")
}

fn credentials(words: &str, remedy: &str) -> Error {
    Error::new(Kind::Credentials, with_remedy(words, remedy)).code("aws_credentials")
}

/// AWS's own words, as a sentence, and what to do.
pub(super) fn with_remedy(words: &str, remedy: &str) -> String {
    format!("{} {remedy}", ended(words))
}

/// The words, to the end of a sentence.
pub(super) fn ended(words: &str) -> String {
    let words = words.trim_end();
    let stop = if words.is_empty() || words.ends_with(['.', '!', '?', ':']) { "" } else { "." };
    format!("{words}{stop}")
}

/// Nothing was sent, or nothing came back. What the SDK says of it is for the log; the client gets the remedy.
fn of_dispatch<E>(failure: &SdkError<E, HttpResponse>) -> Error
where
    E: StdError + 'static,
{
    if let Some(trouble) = trouble(failure) {
        return trouble.into();
    }
    if DisplayErrorContext(failure).to_string().contains("NoMatchingAuthScheme") {
        return credentials(
            "No AWS credentials were found.",
            "Choose a profile, set AWS_PROFILE or AWS_ACCESS_KEY_ID, run `aws configure sso`, or try Outcrop with --demo.",
        );
    }
    Error::new(
        Kind::Unreachable,
        "Bedrock cannot be reached. Check the network, proxies, the region, and AWS_ENDPOINT_URL if it is set.",
    )
}

/// What our own credentials provider said, somewhere among the causes.
fn trouble<'a>(failure: &'a (dyn StdError + 'static)) -> Option<&'a Trouble> {
    let mut cause = Some(failure);
    while let Some(error) = cause {
        if let Some(trouble) = error.downcast_ref() {
            return Some(trouble);
        }
        cause = error.source();
    }
    None
}

fn retry_after(response: &HttpResponse) -> Option<Duration> {
    let seconds = response.headers().get("retry-after")?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}
