//! Media that a request names by address. The only part that dials anything but AWS, and so the one that must not be
//! talked into dialling what only this machine can reach (facts: SSRF by `image_url`).
//!
//! Only https, only public addresses; what is checked is the address that is dialled, again after every redirect.

mod address;
mod fetch;

use crate::error::Result;
use crate::ir::{Block, Picture, Turn};

pub use fetch::{Fetcher, Reach};

/// Fetches the pictures that are named by address, side by side.
///
/// # Errors
/// The first address that cannot be had; the error names the part.
pub(crate) async fn fill_pictures(pictures: Vec<&mut Picture>, fetcher: &Fetcher) -> Result<()> {
    let fetches = pictures.into_iter().filter_map(|picture| match picture {
        Picture::Inline(_) => None,
        Picture::Remote(remote) => {
            let remote = remote.clone();
            Some(async move {
                *picture = Picture::Inline(fetcher.fetch(&remote).await?);
                Ok(())
            })
        }
    });
    futures_util::future::try_join_all(fetches).await.map(drop)
}

/// Fetches what the turn names by address, side by side.
///
/// # Errors
/// The first address that cannot be had; the error names the part.
pub(crate) async fn fill(turn: &mut Turn, fetcher: &Fetcher) -> Result<()> {
    let blocks = turn.messages.iter_mut().flat_map(|message| &mut message.content).flat_map(|block| match block {
        Block::ToolResult { content, .. } => content.iter_mut().collect(),
        block => vec![block],
    });
    let fetches = blocks.filter_map(|block| match block {
        Block::Remote(remote) => {
            let remote = remote.clone();
            Some(async move {
                *block = Block::Media(fetcher.fetch(&remote).await?);
                Ok(())
            })
        }
        _ => None,
    });
    futures_util::future::try_join_all(fetches).await.map(drop)
}
