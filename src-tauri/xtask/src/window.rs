//! The app's own window, driven over WebDriver (`tests/window`).

use anyhow::Context as _;

use crate::context::Context;
use crate::step::Step;
use crate::tool::Tool;
use crate::{clients, command, desktop};

/// It puts WebKit's driver in front of a Tauri app. The newest by number is an alpha for Tauri 3.
static DRIVER: Tool = Tool { krate: "tauri-driver", program: "tauri-driver", version: "2.1.0" };

/// What has to be done once the app is built and Python's packages are there. WebKitGTK has a driver, WKWebView has none.
pub(crate) fn steps(context: &Context) -> Vec<Step<'_>> {
    if cfg!(target_os = "linux") { vec![DRIVER.install(context), check(context)] } else { Vec::new() }
}

fn check(context: &Context) -> Step<'_> {
    let advice = "the message above names the test, in tests/window/; its picture is in target/shots/window";
    Step::check("the window over WebDriver", advice, || {
        let driver = DRIVER.find(context).context("it was installed a moment ago")?;
        let mut pytest = desktop::on_a_bus(context, clients::window_interpreter(context));
        pytest.args(["-m", "pytest", "-p", "no:cacheprovider", "tests/window"]);
        pytest.env("TAURI_DRIVER", driver).env("OUTCROP", context.program("outcrop"));
        pytest.env("BEDROCK_SIMULATOR", context.program("bedrock-simulator"));
        command::run(&mut pytest)
    })
}
