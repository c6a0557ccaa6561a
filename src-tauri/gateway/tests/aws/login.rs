//! Signing in: with a code, in the browser, and what becomes of it.

use std::sync::Mutex;

use outcrop_gateway::aws::{Cause, Method, Page};
use percent_encoding::percent_decode_str;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::Bench;
use crate::home::{Home, SSO, keys, token_file};
use crate::services::{ACCESS_TOKEN, AUTHORIZATION_CODE, CLIENT_SECRET, REFRESH_TOKEN};

/// The token's file, checked for what other tools need, and for who may read it.
fn check_file(bench: &Bench) {
    let file: Value = serde_json::from_str(&bench.home.read(&token_file("corp"))).expect("a token");
    assert!(file["accessToken"].as_str().unwrap().starts_with(ACCESS_TOKEN));
    for (name, expected) in [
        ("startUrl", "https://corp.awsapps.com/start"),
        ("region", "us-east-1"),
        ("clientId", "client-1"),
        ("clientSecret", CLIENT_SECRET),
        ("refreshToken", REFRESH_TOKEN),
    ] {
        assert_eq!(file[name], expected, "{name}");
    }
    for name in ["expiresAt", "registrationExpiresAt"] {
        let moment = file[name].as_str().unwrap();
        assert!(moment.len() == 20 && moment.ends_with('Z'), "{name}: {moment}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let metadata = std::fs::metadata(bench.home.path().join(token_file("corp"))).unwrap();
        assert_eq!(metadata.permissions().mode() & 0o777, 0o600);
    }
}

#[tokio::test]
async fn with_a_code() {
    let bench = Bench::of(Home::new(SSO, ""), "dev").await;
    bench.services.state().pending = 1;
    let shown = Mutex::new(None);
    let show = |page: &Page| *shown.lock().unwrap() = Some(page.clone());
    // A request that comes meanwhile waits, and goes on.
    let (signed_in, answer) = tokio::join!(bench.gateway.sign_in("dev", Method::Device, show), async {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        bench.chat().await
    });
    let signed_in = signed_in.expect("a sign-in");
    assert!(signed_in.renewable);
    let told = bench.gateway.identity().await.sign_in.expect("a sign-in");
    // The file holds whole seconds.
    let hours = told.until.duration_since(std::time::SystemTime::now()).expect("a future").as_secs().div_ceil(3600);
    assert_eq!((hours, told.renewable), (8, true));
    assert_eq!(answer.status, 200, "{}", answer.text());
    let page = shown.lock().unwrap().clone().expect("a page");
    assert_eq!(page.code.as_deref(), Some("ABCD-EFGH"));
    assert!(page.url.ends_with("user_code=ABCD-EFGH"), "{page:?}");
    assert_eq!(bench.services.count("CreateToken urn:ietf"), 2);
    check_file(&bench);
}

/// What the browser does: it follows the page's redirect, with these values.
async fn browser(page: &str, code: &str, state: Option<&str>) -> String {
    let value = |name: &str| {
        let query = page.split_once('?').expect("a query").1;
        let pair = query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}="))).expect(name);
        percent_decode_str(pair).decode_utf8().expect("text").into_owned()
    };
    assert_eq!(value("code_challenge_method"), "S256");
    assert_eq!(value("scopes"), "sso:account:access");
    let redirect = value("redirect_uri");
    let address = redirect.strip_prefix("http://").unwrap().split('/').next().unwrap().to_owned();
    let state = state.map_or_else(|| value("state"), str::to_owned);
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("GET /oauth/callback?{code}&state={state} HTTP/1.1\r\nhost: x\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn in_the_browser() {
    let bench = Bench::of(Home::new(SSO, ""), "dev").await;
    let (send, page) = tokio::sync::oneshot::channel();
    let show = move |page: &Page| send.send(page.url.clone()).expect("somebody who waits");
    let (signed_in, ()) = tokio::join!(bench.gateway.sign_in("dev", Method::Browser, show), async {
        let page = page.await.expect("a page");
        assert!(page.starts_with(&format!("{}/authorize?response_type=code&", bench.services.url())), "{page}");
        let forged = browser(&page, "code=stolen", Some("forged")).await;
        assert!(forged.starts_with("HTTP/1.1 400"), "{forged}");
        let code = format!("code={AUTHORIZATION_CODE}");
        let answer = browser(&page, &code, None).await;
        assert!(answer.contains("You are signed in"), "{answer}");
    });
    signed_in.expect("a sign-in");
    assert_eq!(bench.services.count("CreateToken authorization_code"), 1);
    check_file(&bench);
    bench.works().await;
}

#[tokio::test]
async fn refused_in_the_browser() {
    let bench = Bench::of(Home::new(SSO, ""), "dev").await;
    let (send, page) = tokio::sync::oneshot::channel();
    let show = move |page: &Page| send.send(page.url.clone()).expect("somebody who waits");
    let (signed_in, _) = tokio::join!(bench.gateway.sign_in("dev", Method::Browser, show), async {
        browser(&page.await.expect("a page"), "error=access_denied", None).await
    });
    let trouble = signed_in.expect_err("a refusal");
    assert!(trouble.message().contains("refused in the browser: access_denied"), "{trouble}");
    assert_eq!(bench.home.read(&token_file("corp")), "");
    bench.fails("aws_sso_expired").await;
}

#[tokio::test]
async fn one_that_takes_too_long_for_aws() {
    let bench = Bench::of(Home::new(SSO, ""), "dev").await;
    bench.services.state().refuse_token = Some("ExpiredTokenException");
    let trouble = bench.gateway.sign_in("dev", Method::Device, |_| {}).await.expect_err("a refusal");
    assert!(trouble.message().contains("was not finished in time"), "{trouble}");
    assert!(!format!("{trouble:?}").contains("canary"));
}

#[tokio::test]
async fn profiles_that_do_not_sign_in() {
    let bench = Bench::of(Home::new(SSO, &keys("work")), "dev").await;
    for (profile, words) in [("work", "does not sign in"), ("nobody", "There is no AWS profile `nobody`")] {
        let trouble = bench.gateway.sign_in(profile, Method::Browser, |_| {}).await.expect_err("a refusal");
        assert_eq!(trouble.cause(), Cause::Broken);
        assert!(trouble.message().contains(words), "{trouble}");
    }
}
