//! What has to stand in the environment before anything else starts.

/// WebKitGTK shows an empty window with some drivers unless this is set. [tauri#9394, tauri#10746]
#[cfg(target_os = "linux")]
const RENDERER: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// Sets what is missing, by starting this program once more in its own place: a process cannot change its own environment
/// safely. What somebody has set stays, and what is set now is set the second time, so that it does not go on for ever.
#[cfg(target_os = "linux")]
pub(crate) fn prepare() {
    use std::io::Write;
    use std::os::unix::process::CommandExt;
    use std::process::Command;
    use std::{env, io};

    if env::var_os(RENDERER).is_some() {
        return;
    }
    let mut arguments = env::args_os();
    let (Some(name), Ok(program)) = (arguments.next(), env::current_exe()) else { return };
    // It comes back only where that failed; then it goes on as it is.
    let error = Command::new(program).arg0(name).args(arguments).env(RENDERER, "1").exec();
    let _ = writeln!(io::stderr(), "outcrop: {RENDERER} could not be set: {error}");
}

/// Nothing is missing.
#[cfg(not(target_os = "linux"))]
pub(crate) fn prepare() {}
