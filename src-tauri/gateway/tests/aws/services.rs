//! AWS's identity services in small: STS, the portal and the authorization server of IAM Identity Center, and an
//! instance's metadata, each on its real wire.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, SystemTime};

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use bedrock_simulator::{ACCESS_KEY_ID, AccessKey, SECRET_ACCESS_KEY};
use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::home::moment;

/// The token that the portal takes.
pub const ACCESS_TOKEN: &str = "canary-access-token";
/// The one that renews it.
pub const REFRESH_TOKEN: &str = "canary-refresh-token";
/// The public half of all temporary credentials.
pub const TEMPORARY_ID: &str = "ASIASIMULATOR0000002";
pub const SESSION_TOKEN: &str = "canary-session-token";
pub const CLIENT_SECRET: &str = "canary-client-secret";
pub const DEVICE_CODE: &str = "canary-device-code";
pub const AUTHORIZATION_CODE: &str = "canary-authorization-code";

/// What they have seen, and how they shall behave.
#[derive(Debug, Default)]
pub struct State {
    /// `POST /token refresh_token`, `AssumeRole …`, in their order.
    pub calls: Vec<String>,
    /// How long role credentials are good for.
    pub role_seconds: Option<i64>,
    /// How often a device code is still pending.
    pub pending: u32,
    /// How many seconds their clock is ahead of the machine's.
    pub ahead: i64,
    /// What `CreateToken` answers instead of a token.
    pub refuse_token: Option<&'static str>,
}

/// Temporary credentials, as Bedrock takes them.
pub fn temporary() -> AccessKey {
    AccessKey { session_token: Some(SESSION_TOKEN.to_owned()), ..AccessKey::new(TEMPORARY_ID, SECRET_ACCESS_KEY) }
}

/// Running until it is dropped.
pub struct Services {
    url: String,
    state: Arc<Mutex<State>>,
    server: JoinHandle<()>,
}

impl Drop for Services {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Services {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let state: Arc<Mutex<State>> = Arc::default();
        let shared = Arc::clone(&state);
        let server = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let state = Arc::clone(&shared);
                let service = service_fn(move |request| serve(request, Arc::clone(&state)));
                tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
            }
        });
        Self { url, state, server }
    }

    pub fn url(&self) -> String {
        self.url.clone()
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("the state")
    }

    /// How often a call was seen that begins so.
    pub fn count(&self, call: &str) -> usize {
        self.state().calls.iter().filter(|seen| seen.starts_with(call)).count()
    }
}

async fn serve(request: Request<Incoming>, state: Arc<Mutex<State>>) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.map(|body| body.to_bytes()).unwrap_or_default();
    let header =
        |name: &str| head.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let mut state = state.lock().expect("the state");
    let mut answer = match (head.method.as_str(), head.uri.path()) {
        ("GET", "/federation/credentials") => {
            portal(&mut state, &header("x-amz-sso_bearer_token"), head.uri.query().unwrap_or_default())
        }
        ("POST", "/client/register") => register(&mut state, &body),
        ("POST", "/device_authorization") => device(&mut state),
        ("POST", "/token") => token(&mut state, &body),
        ("POST", "/v1/token") => console(&mut state, &body, &header("dpop")),
        ("POST", "/") => sts(&mut state, &body, &header("authorization")),
        ("GET", "/container") => container(&mut state),
        ("PUT", "/latest/api/token") => text("metadata-token"),
        ("GET", path) if path.starts_with("/latest/meta-data/iam/security-credentials") => metadata(&mut state, path),
        (method, path) => {
            state.calls.push(format!("unexpected {method} {path}"));
            json_answer(404, &json!({"message": "no such thing"}))
        }
    };
    let now = DateTime::from_secs(DateTime::from(SystemTime::now()).secs() + state.ahead);
    let date = now.fmt(Format::HttpDate).expect("a date").parse().expect("a header");
    answer.headers_mut().insert("date", date);
    Ok(answer)
}

fn json_answer(status: u16, body: &Value) -> Response<Full<Bytes>> {
    let response = Response::builder().status(status).header("content-type", "application/json");
    response.body(Full::new(Bytes::from(body.to_string()))).expect("a response")
}

fn exception(status: u16, code: &str, body: &Value) -> Response<Full<Bytes>> {
    let mut response = json_answer(status, body);
    response.headers_mut().insert("x-amzn-errortype", code.parse().expect("a header"));
    response
}

fn text(body: &'static str) -> Response<Full<Bytes>> {
    let response = Response::builder().header("x-aws-ec2-metadata-token-ttl-seconds", "21600");
    response.body(Full::new(Bytes::from(body))).expect("a response")
}

fn portal(state: &mut State, token: &str, query: &str) -> Response<Full<Bytes>> {
    state.calls.push(format!("GetRoleCredentials {query}"));
    if !token.starts_with(ACCESS_TOKEN) {
        return exception(401, "UnauthorizedException", &json!({"message": "Session token not found or invalid"}));
    }
    if query.contains("role_name=Forbidden") {
        return exception(403, "ForbiddenException", &json!({"message": "No access"}));
    }
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("a clock");
    let seconds = state.role_seconds.unwrap_or(3600) + state.ahead;
    let until = if seconds < 0 {
        now - Duration::from_secs(seconds.unsigned_abs())
    } else {
        now + Duration::from_secs(seconds.unsigned_abs())
    };
    json_answer(
        200,
        &json!({"roleCredentials": {"accessKeyId": TEMPORARY_ID, "secretAccessKey": SECRET_ACCESS_KEY,
        "sessionToken": SESSION_TOKEN, "expiration": u64::try_from(until.as_millis()).expect("a time")}}),
    )
}

fn register(state: &mut State, body: &[u8]) -> Response<Full<Bytes>> {
    let asked: Value = serde_json::from_slice(body).expect("JSON");
    let grants = asked["grantTypes"].to_string();
    state.calls.push(format!("RegisterClient {grants}"));
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("a clock").as_secs();
    json_answer(
        200,
        &json!({"clientId": "client-1", "clientSecret": CLIENT_SECRET, "clientIdIssuedAt": now,
        "clientSecretExpiresAt": now + 7_776_000}),
    )
}

fn device(state: &mut State) -> Response<Full<Bytes>> {
    state.calls.push("StartDeviceAuthorization".to_owned());
    json_answer(
        200,
        &json!({"deviceCode": DEVICE_CODE, "userCode": "ABCD-EFGH", "expiresIn": 600, "interval": 1,
        "verificationUri": "https://corp.awsapps.com/start/#/device",
        "verificationUriComplete": "https://corp.awsapps.com/start/#/device?user_code=ABCD-EFGH"}),
    )
}

fn token(state: &mut State, body: &[u8]) -> Response<Full<Bytes>> {
    let asked: Value = serde_json::from_slice(body).expect("JSON");
    let grant = asked["grantType"].as_str().unwrap_or_default().to_owned();
    state.calls.push(format!("CreateToken {grant}"));
    if let Some(code) = state.refuse_token {
        return exception(400, code, &json!({"error": "refused", "error_description": "refused"}));
    }
    let fits = match grant.as_str() {
        "refresh_token" => asked["refreshToken"] == REFRESH_TOKEN,
        "urn:ietf:params:oauth:grant-type:device_code" => asked["deviceCode"] == DEVICE_CODE,
        "authorization_code" => {
            asked["code"] == AUTHORIZATION_CODE && asked["codeVerifier"].as_str().is_some_and(|it| it.len() >= 43)
        }
        _ => false,
    };
    if !fits || asked["clientSecret"] != CLIENT_SECRET {
        return exception(400, "InvalidGrantException", &json!({"error": "invalid_grant", "error_description": "no"}));
    }
    if grant.ends_with("device_code") && state.pending > 0 {
        state.pending -= 1;
        return exception(400, "AuthorizationPendingException", &json!({"error": "authorization_pending"}));
    }
    let renewed = state.calls.len();
    json_answer(
        200,
        &json!({"accessToken": format!("{ACCESS_TOKEN}-{renewed}"), "tokenType": "Bearer",
        "expiresIn": 28800, "refreshToken": REFRESH_TOKEN}),
    )
}

/// `CreateOAuth2Token`: renews a session of `aws login`.
fn console(state: &mut State, body: &[u8], proof: &str) -> Response<Full<Bytes>> {
    let asked: Value = serde_json::from_slice(body).expect("JSON");
    state.calls.push(format!("CreateOAuth2Token {}", asked["grantType"].as_str().unwrap_or_default()));
    // A proof is a JWT: three parts.
    if state.refuse_token.is_some() || asked["refreshToken"] != REFRESH_TOKEN || proof.split('.').count() != 3 {
        let refusal = json!({"error": "TOKEN_EXPIRED", "message": "Your session has expired."});
        return exception(400, "AccessDeniedException", &refusal);
    }
    json_answer(
        200,
        &json!({"accessToken": {"accessKeyId": TEMPORARY_ID, "secretAccessKey": SECRET_ACCESS_KEY,
        "sessionToken": SESSION_TOKEN}, "tokenType": "urn:aws:params:oauth:token-type:access_token_sigv4",
        "expiresIn": 900, "refreshToken": REFRESH_TOKEN}),
    )
}

fn sts(state: &mut State, body: &[u8], authorization: &str) -> Response<Full<Bytes>> {
    let form: HashMap<String, String> =
        std::str::from_utf8(body).expect("a form").split('&').filter_map(pair).collect();
    let get = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let action = get("Action");
    state.calls.push(format!("{action} {} {}", get("RoleArn"), get("TokenCode")).trim().to_owned());
    match action {
        "GetCallerIdentity" if authorization.contains(ACCESS_KEY_ID) || authorization.contains(TEMPORARY_ID) => xml(200, "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult><Arn>arn:aws:sts::111122223333:assumed-role/Dev/me</Arn><UserId>AROA:me</UserId><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>".to_owned()),
        "AssumeRole" if get("RoleArn").ends_with("/Forbidden") => refusal("AccessDenied", "User is not authorized to perform: sts:AssumeRole"),
        "AssumeRole" if !get("SerialNumber").is_empty() && get("TokenCode") != "123456" => {
            refusal("AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code.")
        }
        "AssumeRole" | "AssumeRoleWithWebIdentity" => xml(200, format!(
            "<{action}Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><{action}Result><Credentials><AccessKeyId>{TEMPORARY_ID}</AccessKeyId><SecretAccessKey>{SECRET_ACCESS_KEY}</SecretAccessKey><SessionToken>{SESSION_TOKEN}</SessionToken><Expiration>{}</Expiration></Credentials></{action}Result></{action}Response>",
            moment(state.role_seconds.unwrap_or(3600) + state.ahead)
        )),
        _ => refusal("InvalidClientTokenId", "The security token included in the request is invalid."),
    }
}

fn pair(pair: &str) -> Option<(String, String)> {
    let (name, value) = pair.split_once('=')?;
    let value = percent_encoding::percent_decode_str(value).decode_utf8().ok()?.into_owned();
    Some((name.to_owned(), value))
}

fn refusal(code: &str, message: &str) -> Response<Full<Bytes>> {
    xml(
        403,
        format!(
            "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error><RequestId>r</RequestId></ErrorResponse>"
        ),
    )
}

fn xml(status: u16, body: String) -> Response<Full<Bytes>> {
    let response = Response::builder().status(status).header("content-type", "text/xml");
    response.body(Full::new(Bytes::from(body))).expect("a response")
}

fn container(state: &mut State) -> Response<Full<Bytes>> {
    state.calls.push("container".to_owned());
    json_answer(
        200,
        &json!({"AccessKeyId": TEMPORARY_ID, "SecretAccessKey": SECRET_ACCESS_KEY,
        "Token": SESSION_TOKEN, "Expiration": moment(3600)}),
    )
}

fn metadata(state: &mut State, path: &str) -> Response<Full<Bytes>> {
    state.calls.push(format!("metadata {path}"));
    if path.trim_end_matches('/').ends_with("Node") {
        return json_answer(
            200,
            &json!({"Code": "Success", "Type": "AWS-HMAC", "AccessKeyId": TEMPORARY_ID,
            "SecretAccessKey": SECRET_ACCESS_KEY, "Token": SESSION_TOKEN, "Expiration": moment(3600),
            "LastUpdated": moment(-60)}),
        );
    }
    if path.trim_end_matches('/').ends_with("security-credentials") {
        return text("Node");
    }
    json_answer(404, &json!({}))
}
