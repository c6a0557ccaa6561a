//! Debian's packages, installed when missing and never touched otherwise.

use std::collections::HashSet;
use std::io::IsTerminal;
use std::process::Command;

use anyhow::{Result, bail};

use crate::command;
use crate::step::Outcome;

/// Whether this machine is run with apt.
pub(super) fn is_here() -> bool {
    command::succeeds(Command::new("dpkg-query").arg("--version"))
        && command::succeeds(Command::new("apt-get").arg("--version"))
}

/// What one would type to do it by hand.
pub(super) fn command_line(packages: &[&str]) -> String {
    format!("apt-get update && apt-get install --no-install-recommends {}", packages.join(" "))
}

/// Installs those that are missing.
///
/// # Errors
/// Something is missing and we may not install it, or apt fails.
pub(super) fn install(packages: Vec<&str>) -> Result<Outcome> {
    let installed = installed(&packages);
    let missing: Vec<&str> = packages.into_iter().filter(|it| !installed.contains(*it)).collect();
    if missing.is_empty() {
        return Ok(Outcome::Nothing("all there".into()));
    }
    println!("  missing: {}", missing.join(" "));
    let root = way_to_root()?;
    apt(root, &["update", "--quiet"])?;
    let install = ["install", "--yes", "--quiet", "--no-install-recommends"];
    apt(root, &[&install, missing.as_slice()].concat())?;
    Ok(Outcome::Done)
}

/// dpkg-query fails when it does not know a name, and still tells about the others.
fn installed(packages: &[&str]) -> HashSet<String> {
    let format = "-f=${Package} ${db:Status-Status}\n";
    let output = Command::new("dpkg-query").args(["-W", format]).args(packages).output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    parse(&text)
}

fn parse(text: &str) -> HashSet<String> {
    text.lines().filter_map(|line| line.strip_suffix(" installed")).map(str::to_owned).collect()
}

/// How a command becomes root's.
#[derive(Debug, Clone, Copy)]
enum Root {
    Already,
    SilentSudo,
    AskingSudo,
}

fn way_to_root() -> Result<Root> {
    if command::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0") {
        return Ok(Root::Already);
    }
    if command::succeeds(Command::new("sudo").args(["-n", "true"])) {
        return Ok(Root::SilentSudo);
    }
    if std::io::stdin().is_terminal() && command::succeeds(Command::new("sudo").arg("--version")) {
        println!("  sudo may ask for your password: apt needs root");
        return Ok(Root::AskingSudo);
    }
    bail!("packages are missing, and this user is neither root nor allowed to use sudo here")
}

fn apt(root: Root, arguments: &[&str]) -> Result<()> {
    let mut command = match root {
        Root::Already => Command::new("env"),
        Root::SilentSudo => sudo(&["-n", "env"]),
        // sudo asks on the terminal itself, so it does not mind that stdin is closed.
        Root::AskingSudo => sudo(&["env"]),
    };
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    // Another apt (unattended upgrades) may be at work: wait for it rather than fail.
    command.args(["-o", "DPkg::Lock::Timeout=300"]);
    // On a terminal of its own dpkg draws progress bars, which a log keeps one by one.
    command.args(["-o", "Dpkg::Use-Pty=0"]).args(arguments);
    command::run(&mut command)
}

fn sudo(arguments: &[&str]) -> Command {
    let mut command = Command::new("sudo");
    command.args(arguments);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_fully_installed_counts() {
        let found = parse("xvfb installed\ncurl config-files\nxauth not-installed\nxclip half-configured\n");
        assert_eq!(found, HashSet::from(["xvfb".to_owned()]));
    }
}
