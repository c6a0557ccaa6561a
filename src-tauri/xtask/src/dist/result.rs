//! What the Tauri CLI made, and where.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::context::Context;

/// Removes what an earlier run made: another version of it would be taken for a result of this one.
pub(super) fn clear(context: &Context, bundles: &[String]) -> Result<()> {
    for folder in bundles.iter().map(|bundle| folder(context, bundle)).filter(|folder| folder.exists()) {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

/// The files of this kind: one, or for an .msi one a language.
///
/// # Errors
/// There is none.
pub(super) fn find(context: &Context, bundle: &str) -> Result<Vec<PathBuf>> {
    let (folder, extension) = (folder(context, bundle), if bundle == "nsis" { "exe" } else { bundle });
    let entries = fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut found = Vec::new();
    for entry in entries {
        let path = entry?.path();
        // The Tauri CLI writes `.AppImage`.
        if path.extension().is_some_and(|it| it.eq_ignore_ascii_case(extension)) {
            found.push(path);
        }
    }
    if found.is_empty() {
        bail!("there is no .{extension} in {}", folder.display());
    }
    found.sort();
    Ok(found)
}

/// Says where everything is, and how large.
pub(super) fn print(context: &Context, bundles: &[String]) -> Result<()> {
    println!();
    for program in ["outcrop", "outcropd"] {
        line(&context.release(program))?;
    }
    for bundle in bundles {
        find(context, bundle)?.iter().try_for_each(|file| line(file))?;
    }
    Ok(())
}

fn line(file: &Path) -> Result<()> {
    let bytes = fs::metadata(file).with_context(|| format!("cannot see {}", file.display()))?.len();
    println!("{:>9}  {}", megabytes(bytes), file.display());
    Ok(())
}

/// As download pages count: a megabyte is a million bytes.
fn megabytes(bytes: u64) -> String {
    format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000)
}

fn folder(context: &Context, bundle: &str) -> PathBuf {
    context.target.join("release/bundle").join(bundle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(megabytes(9_960_000), "9.9 MB");
        assert_eq!(megabytes(120_000), "0.1 MB");
    }
}
