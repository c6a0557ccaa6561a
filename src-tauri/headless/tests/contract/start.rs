//! How it starts, and how it says that it cannot.

use std::net::{Ipv4Addr, TcpListener};

use crate::program::{KEY, Running, command, finish};

#[test]
fn it_says_in_one_line_of_json_where_it_listens() {
    let running = Running::demo(&[]);
    let port: u16 = running.address().strip_prefix("127.0.0.1:").unwrap().parse().unwrap();
    assert_ne!(port, 0);
    let line =
        serde_json::json!({"listening": format!("http://127.0.0.1:{port}"), "version": env!("CARGO_PKG_VERSION")});
    assert_eq!(running.line, line);
    assert_eq!(running.status(KEY), 200);
    let finished = running.stop();
    assert_eq!(finished.stdout, "", "nothing but the one line goes to stdout");
    assert!(finished.stderr.contains("Demo, no AWS"), "{}", finished.stderr);
}

#[test]
fn arguments_that_make_no_sense_end_in_2() {
    for args in [
        &["--nonsense"][..],
        &["--port", "70000"],
        &["--host", "example.com"],
        &["--log", "xml"],
        &["--profile", ""],
        &["--demo", "--profile", "work"],
        &["--demo", "--region", "eu-west-1"],
        &["--region", "no region"],
        &["extra"],
    ] {
        let finished = finish(args);
        assert_eq!((finished.code, finished.stdout.as_str()), (Some(2), ""), "{args:?}: {}", finished.stderr);
        assert_ne!(finished.stderr, "", "{args:?}");
    }
}

#[test]
fn help_and_version_end_in_0() {
    let help = finish(&["--help"]);
    assert_eq!(help.code, Some(0));
    for flag in ["--host", "--port", "--profile", "--region", "--demo", "--config", "--log", "--api-key-file"] {
        assert!(help.stdout.contains(flag), "{flag}: {}", help.stdout);
    }
    assert_eq!(finish(&["--version"]).stdout, format!("outcropd {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_taken_port_ends_in_3() {
    let holder = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = holder.local_addr().unwrap().port().to_string();
    let finished = finish(&["--demo", "--port", &port]);
    assert_eq!((finished.code, finished.stdout.as_str()), (Some(3), ""), "{}", finished.stderr);
    assert!(finished.stderr.contains(&port), "{}", finished.stderr);
    assert!(!finished.stderr.contains("outcrop_"), "a key that is good for nothing is not shown: {}", finished.stderr);
}

/// A demo with these variables, where `URL` is an address at which nobody may be seen.
fn demo_among(variables: &[(&str, &str)]) {
    let elsewhere = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    elsewhere.set_nonblocking(true).unwrap();
    let url = format!("http://{}", elsewhere.local_addr().unwrap());
    let mut command = command(&["--demo", "--port", "0"]);
    command.env("OUTCROP_API_KEY", KEY);
    for (name, value) in variables {
        command.env(name, value.replace("URL", &url));
    }
    let running = Running::start(command);
    assert_eq!(running.status(KEY), 200, "{variables:?}");
    drop(running.stream());
    let finished = running.stop();
    assert!(!finished.stderr.contains("not-for-the-demo"), "{}", finished.stderr);
    assert!(elsewhere.accept().is_err(), "nobody may have come here: {variables:?}");
}

/// Credentials for AWS must not be sent to anything but AWS, and a broken AWS set-up must not break the demo.
#[test]
fn the_demo_takes_nothing_from_the_aws_environment() {
    demo_among(&[
        ("AWS_ENDPOINT_URL", "URL"),
        ("AWS_ENDPOINT_URL_BEDROCK", "URL"),
        ("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "URL"),
        ("AWS_PROFILE", "not-for-the-demo"),
        ("AWS_BEARER_TOKEN_BEDROCK", "not-for-the-demo"),
        ("AWS_ACCESS_KEY_ID", "not-for-the-demo"),
        ("AWS_SECRET_ACCESS_KEY", "not-for-the-demo"),
        ("AWS_REGION", "mars-north-1"),
    ]);
}

/// What these ask for has no meaning where the endpoint is given.
#[test]
fn the_demo_knows_no_special_endpoints() {
    demo_among(&[("AWS_USE_FIPS_ENDPOINT", "true")]);
    demo_among(&[("AWS_USE_DUALSTACK_ENDPOINT", "true")]);
}

/// A proxy is for the way out; the demo stays inside the process.
#[test]
fn the_demo_goes_through_no_proxy() {
    demo_among(&[("HTTP_PROXY", "URL"), ("http_proxy", "URL"), ("ALL_PROXY", "URL")]);
}

/// On a server there is no WebKit, and there must not have to be.
#[cfg(target_os = "linux")]
#[test]
fn no_desktop_library_is_linked() {
    let program = std::fs::read(env!("CARGO_BIN_EXE_outcropd")).unwrap();
    for library in ["libgtk-", "libwebkit2gtk-", "libayatana-", "libdbus-"] {
        let found = program.windows(library.len()).any(|window| window == library.as_bytes());
        assert!(!found, "{library}");
    }
}
