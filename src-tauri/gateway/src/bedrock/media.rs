//! Which media a model can look at, and where.

use super::family::Family;
use super::mend::Said;
use crate::error::{Error, Result};
use crate::ir::{Block, Media, MediaKind};

/// Refuses what the model cannot look at, by the name of the part: Bedrock's own refusal names none.
///
/// # Errors
/// The first part that it cannot look at.
pub(super) fn check(turns: &[Said<'_>], family: &Family) -> Result<()> {
    let blocks = turns.iter().flat_map(|turn| &turn.content).flat_map(|block| match &**block {
        Block::ToolResult { content, .. } => content.as_slice(),
        block => std::slice::from_ref(block),
    });
    for block in blocks {
        let Block::Media(media) = block else { continue };
        let (taken, kind) = match media.kind {
            MediaKind::Image => (family.images, "pictures"),
            MediaKind::Document => (family.documents, "documents"),
            MediaKind::Audio => (family.audio, "sound"),
            MediaKind::Video => (family.video, "film"),
        };
        if !taken {
            let message =
                format!("'{}': this model takes no {kind}. Leave it out, or choose a model that does.", media.param);
            return Err(Error::invalid(media.param.clone(), message).code("unsupported_value"));
        }
    }
    Ok(())
}

/// Whether it may stand inside a tool result; sound never does.
pub(super) fn fits_result(media: &Media, family: &Family) -> bool {
    media.kind != MediaKind::Audio && family.result_images
}
