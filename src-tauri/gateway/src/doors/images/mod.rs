//! `POST /v1/images/generations` (facts/openai.md section 4).

mod parse;
mod wire;

use super::openai::{now, read_json, to_json};
use super::{Hatch, Order};
use crate::error::Result;
use crate::ir::{Drawing, Drawn, PictureFormat};
use wire::{Entry, Form as Wanted, List};

/// The hatch of OpenAI's image generation.
#[derive(Debug, Clone, Copy, Default)]
pub struct Images;

/// How the client wants its pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    wanted: Wanted,
    format: PictureFormat,
}

impl Hatch for Images {
    type Job = Drawing;
    type Form = Form;

    fn parse(&self, body: &[u8]) -> Result<Order<Drawing, Form>> {
        parse::parse(read_json(body)?)
    }

    fn reply(&self, form: &Form, drawn: &Drawn) -> Vec<u8> {
        let (mime, output_format) = match form.format {
            PictureFormat::Png => ("image/png", "png"),
            PictureFormat::Jpeg => ("image/jpeg", "jpeg"),
        };
        let entry = |base64: &String| match form.wanted {
            Wanted::Base64 => Entry { b64_json: Some(base64.clone()), url: None },
            Wanted::Url => Entry { b64_json: None, url: Some(format!("data:{mime};base64,{base64}")) },
        };
        to_json(&List { created: now(), output_format, data: drawn.pictures.iter().map(entry).collect() })
    }
}
