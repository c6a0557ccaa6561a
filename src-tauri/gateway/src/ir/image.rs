//! Pictures from words.

use super::{Job, Picture, Pieces, Usage};

/// One request for pictures.
#[derive(Debug, Clone, Default)]
pub struct Drawing {
    /// The model, as the client named it, until it is resolved.
    pub model: String,
    /// What shall be seen.
    pub prompt: String,
    /// What shall not.
    pub negative_prompt: Option<String>,
    /// How many pictures, at least one.
    pub count: usize,
    /// Width and height in pixels. `None`: as the model likes.
    pub size: Option<(u32, u32)>,
    /// A shape by the model's own name (`16:9`); it beats the size.
    pub aspect_ratio: Option<String>,
    /// The file's format.
    pub format: PictureFormat,
    /// The first picture's seed; the others count on from it.
    pub seed: Option<u32>,
}

/// A picture file's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PictureFormat {
    /// PNG.
    #[default]
    Png,
    /// JPEG.
    Jpeg,
}

/// The pictures, each in standard base64.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// In the order in which they were asked for.
    pub pictures: Vec<String>,
}

impl Job for Drawing {
    type Done = Drawn;

    fn model(&self) -> &str {
        &self.model
    }

    fn resolved(&mut self, id: String) {
        self.model = id;
    }

    fn pictures(&mut self) -> Vec<&mut Picture> {
        Vec::new()
    }

    fn usage(_done: &Drawn) -> Option<Usage> {
        None
    }

    fn pieces(&self) -> Pieces {
        Pieces { pictures: u64::try_from(self.count).unwrap_or(u64::MAX), ..Pieces::default() }
    }
}
