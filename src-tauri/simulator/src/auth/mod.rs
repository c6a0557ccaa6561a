//! Who is asking: SigV4 verified for real, or a Bedrock API key as a bearer token.

mod canonical;
mod sigv4;

use bytes::Bytes;
use http::header::AUTHORIZATION;
use http::request::Parts;
use subtle::ConstantTimeEq;

use crate::exception::Exception;
use crate::options::Options;
use crate::record::AuthKind;

/// Who a request says it is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Identity {
    /// A signed request, with the parts of its credential scope.
    Sigv4 { access_key_id: String, region: String },
    /// A Bedrock API key; it names no region.
    Bearer,
}

impl Identity {
    pub(crate) fn kind(&self) -> AuthKind {
        match self {
            Self::Sigv4 { .. } => AuthKind::Sigv4,
            Self::Bearer => AuthKind::Bearer,
        }
    }

    pub(crate) fn region(&self) -> Option<&str> {
        match self {
            Self::Sigv4 { region, .. } => Some(region),
            Self::Bearer => None,
        }
    }
}

/// Checks the request's authorization as AWS would.
pub(crate) fn verify(
    head: &Parts,
    body: &Bytes,
    options: &Options,
    now: jiff::Timestamp,
) -> Result<Identity, Exception> {
    let Some(value) = head.headers.get(AUTHORIZATION) else {
        return Err(Exception::forbidden("MissingAuthenticationTokenException", "Missing Authentication Token"));
    };
    let value = value.to_str().unwrap_or_default();
    if let Some(token) = value.strip_prefix("Bearer ") {
        let known = options.bearer_tokens.iter().any(|known| known.as_bytes().ct_eq(token.as_bytes()).into());
        return if known {
            Ok(Identity::Bearer)
        } else {
            Err(Exception::access_denied("Authentication failed: Please make sure your API Key is valid."))
        };
    }
    let authorization = sigv4::Authorization::parse(value)?;
    sigv4::verify(&authorization, head, body, options, now)?;
    Ok(authorization.identity())
}

/// Who a refused request claimed to be, for the record only.
pub(crate) fn claimed(head: &Parts) -> Option<Identity> {
    let value = head.headers.get(AUTHORIZATION)?.to_str().ok()?;
    if value.starts_with("Bearer ") {
        return Some(Identity::Bearer);
    }
    sigv4::Authorization::parse(value).ok().map(|authorization| authorization.identity())
}
