//! Embeds the UI and declares what a window may call.

use std::path::Path;
use std::process::exit;

/// tauri-build takes a missing capability for "no permissions" and says nothing, so that is asked here.
const CAPABILITY: &str = "src-tauri/app/capabilities/window.json";

fn main() {
    // Read by tauri-build and `generate_context!`, which do not watch them all.
    for path in ["src-tauri/app/capabilities", "src-tauri/app/permissions", "tauri.conf.json", "ui/dist"] {
        println!("cargo:rerun-if-changed={path}");
    }
    if !Path::new(CAPABILITY).exists() {
        fail(&format!("{CAPABILITY} is gone: without it the window could call nothing"));
    }
    if !Path::new("ui/dist/index.html").exists() {
        fail(
            "the UI is not built: run `cargo xtask setup`, or `npm --prefix ui ci` and then `npm --prefix ui run build`",
        );
    }
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/app/capabilities/**/*.json")
        .app_manifest(
            tauri_build::AppManifest::new().permissions_path_pattern("./src-tauri/app/permissions/**/*.toml"),
        );
    if let Err(error) = tauri_build::try_build(attributes) {
        fail(&format!("tauri-build: {error:#}"));
    }
}

fn fail(reason: &str) -> ! {
    println!("cargo::error={reason}");
    exit(1)
}
