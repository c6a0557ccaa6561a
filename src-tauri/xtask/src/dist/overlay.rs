//! What is laid over `tauri.conf.json` for packing, because only the machine that packs knows it.
//!
//! It is not in that file itself also because tauri-build reads that on every build, and would insist on `outcropd`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::json;

use super::notices;
use crate::command;
use crate::context::Context;

/// Debian's names of what the Tauri CLI adds to `Depends` by itself.
const KNOWN_TO_TAURI: [&str; 2] = ["libgtk-3-0", "libwebkit2gtk-4.1-0"];

/// Writes it, and says where.
pub(super) fn write(context: &Context) -> Result<PathBuf> {
    let folder = context.target.join("release/pack");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let triple = triple()?;
    let (sidecar, notices) = (sidecar(context, &folder, &triple)?, notices::write(context, &folder, &triple)?);
    let mut overlay = json!({ "bundle": { "externalBin": [sidecar] } });
    if cfg!(target_os = "linux") {
        let files = json!({ "/usr/share/doc/outcrop/third-party-notices.txt": notices });
        let depends = depends(context, &folder)?;
        overlay["bundle"]["linux"] =
            json!({ "deb": { "depends": depends, "files": files }, "appimage": { "files": files } });
    } else {
        overlay["bundle"]["resources"] = json!({ notices.display().to_string(): "third-party-notices.txt" });
    }
    let file = folder.join("overlay.json");
    fs::write(&file, overlay.to_string()).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(file)
}

fn triple() -> Result<String> {
    let version = command::output(Command::new("rustc").arg("-vV"))?;
    let triple = version.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc does not say its host")?;
    Ok(triple.to_owned())
}

/// `outcropd` under the name that the CLI looks for, which ends with the machine's triple; answers it without that.
fn sidecar(context: &Context, folder: &Path, triple: &str) -> Result<PathBuf> {
    let program = context.release("outcropd");
    let name = folder.join(format!("outcropd-{triple}")).with_added_extension(std::env::consts::EXE_EXTENSION);
    fs::copy(&program, &name).with_context(|| format!("cannot copy {} to {}", program.display(), name.display()))?;
    Ok(folder.join("outcropd"))
}

/// The Debian packages that hold the libraries which the programs are linked with, each with the version from which on
/// it has what they use. Debian's own tool tells; without it there is no .deb for a Debian to install.
fn depends(context: &Context, folder: &Path) -> Result<Vec<String>> {
    if !command::succeeds(Command::new("dpkg-shlibdeps").arg("--version")) {
        return Ok(Vec::new());
    }
    // It looks for the source package around it.
    let control = folder.join("debian/control");
    fs::create_dir_all(folder.join("debian")).with_context(|| format!("cannot make {}", folder.display()))?;
    fs::write(&control, "Source: outcrop\n\nPackage: outcrop\nArchitecture: any\n")
        .with_context(|| format!("cannot write {}", control.display()))?;
    let mut shlibdeps = Command::new("dpkg-shlibdeps");
    shlibdeps.args(["-O", "--warnings=0"]).args(KNOWN_TO_TAURI.map(|package| format!("-x{package}")));
    for program in ["outcrop", "outcropd"] {
        shlibdeps.arg("-e").arg(context.release(program));
    }
    let text = command::output(shlibdeps.current_dir(folder))?;
    Ok(parse(&text))
}

fn parse(text: &str) -> Vec<String> {
    let list = text.lines().find_map(|line| line.strip_prefix("shlibs:Depends=")).unwrap_or_default();
    list.split(',').map(str::trim).filter(|package| !package.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_dpkg_shlibdeps_says() {
        let text = "shlibs:Depends=libc6 (>= 2.34), libgcc-s1 (>= 4.2)\n";
        assert_eq!(parse(text), ["libc6 (>= 2.34)", "libgcc-s1 (>= 4.2)"]);
        assert!(parse("shlibs:Depends=\n").is_empty());
    }
}
