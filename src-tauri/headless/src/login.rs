//! `outcropd login`: signs a profile in to IAM Identity Center, from a machine that need not have a browser.

use outcrop_gateway::aws::{Around, Environment, Method, Page, sign_in};

use crate::args::Args;
use crate::failure::Failure;

/// Shows the page and the code, and waits for the person.
///
/// # Errors
/// The profile does not sign in, AWS refuses, or nobody finishes in time.
pub(crate) async fn run(args: &Args) -> Result<(), Failure> {
    let environment = Environment::real();
    let profile = args.profile.clone().unwrap_or_else(|| environment.profile().to_owned());
    let around = Around::new(environment);
    let signed_in = sign_in(&around, &profile, Method::Device, show).await;
    let signed_in = signed_in.map_err(|trouble| Failure::SignIn(trouble.message()))?;
    let more = if signed_in.renewable { ", and is renewed by itself while the session lasts" } else { "" };
    println!("Signed in. It is good for every AWS tool on this machine{more}.");
    Ok(())
}

fn show(page: &Page) {
    println!("Open this page in any browser:\n  {}", page.url);
    if let Some(code) = &page.code {
        println!("It shows this code, or asks for it:\n  {code}");
    }
}
