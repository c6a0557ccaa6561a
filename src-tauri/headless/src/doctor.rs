//! `outcropd doctor`: walks the way to Bedrock and says in words what is wrong.

use outcrop_gateway::aws::Environment;
use outcrop_gateway::config::ApiKey;
use outcrop_gateway::doctor::{Finding, Verdict, examine};

use crate::args::Args;
use crate::demo;
use crate::failure::Failure;
use crate::key::Key;
use crate::serve;
use crate::settings;

/// Prints each finding as it comes.
///
/// # Errors
/// Something is wrong, or the settings cannot be read.
pub(crate) async fn run(args: &Args) -> Result<(), Failure> {
    let settings = settings::read(args.config.as_deref())?;
    let simulator = if args.demo { Some(demo::start().await?) } else { None };
    // Nobody is listened to, so no key is needed that anybody knows.
    let key = Key { key: ApiKey::generate()?, made_here: true };
    let config = serve::config(args, settings, &key, simulator.as_ref());
    config.check()?;
    if examine(&config, Environment::real(), print).await {
        println!("Nothing is wrong.");
        return Ok(());
    }
    Err(Failure::Unwell)
}

fn print(finding: Finding) {
    let verdict = match finding.verdict {
        Verdict::Well => "ok",
        Verdict::Odd => "note",
        Verdict::Wrong => "WRONG",
        Verdict::Skipped => "-",
    };
    println!("{verdict:<6}{:<10}{}", finding.part.name(), finding.what);
}
