//! Real, if dull, pictures: a PNG of one colour that darkens towards the bottom, and the smallest JPEG there is.

/// A JPEG of one white pixel.
pub(super) fn jpeg() -> &'static [u8] {
    const HEAD: &[u8] = &[
        0xff, 0xd8, 0xff, 0xe0, 0, 16, b'J', b'F', b'I', b'F', 0, 1, 1, 1, 0, 72, 0, 72, 0, 0, // JFIF
        0xff, 0xdb, 0, 67, 0, // one quantisation table of 64 ones
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, //
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, //
        0xff, 0xc0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0, // one grey component, 1 x 1
        0xff, 0xc4, 0, 20, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, // DC: the one code means "no difference"
        0xff, 0xc4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, // AC: the one code means "end of block"
        0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x3f, // the scan: 0 and 0, filled with ones
        0xff, 0xd9,
    ];
    HEAD
}

/// A PNG; the seed chooses its colour.
pub(super) fn png((width, height): (u32, u32), seed: u64) -> Vec<u8> {
    let [red, green, blue, ..] = seed.to_be_bytes();
    let mut rows = Vec::new();
    for row in 0..height {
        rows.push(0); // no filter
        let shade = |channel: u8| {
            let light = u32::from(channel) * (2 * height - row) / (2 * height);
            u8::try_from(light).unwrap_or(u8::MAX)
        };
        for _ in 0..width {
            rows.extend([shade(red), shade(green), shade(blue)]);
        }
    }
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend([8, 2, 0, 0, 0]); // eight bits, RGB
    let chunks = [chunk(b"IHDR", &header), chunk(b"IDAT", &stored(&rows)), chunk(b"IEND", &[])];
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunks.concat()].concat()
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let named = [kind.as_slice(), data].concat();
    let length = u32::try_from(data.len()).unwrap_or(u32::MAX);
    [length.to_be_bytes().as_slice(), &named, &crc(&named).to_be_bytes()].concat()
}

/// A zlib stream of stored blocks: nothing is compressed, so that no compressor is needed.
fn stored(data: &[u8]) -> Vec<u8> {
    let mut stream = vec![0x78, 0x01];
    let mut blocks = data.chunks(65_535).peekable();
    while let Some(block) = blocks.next() {
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        stream.push(u8::from(blocks.peek().is_none()));
        stream.extend(length.to_le_bytes());
        stream.extend((!length).to_le_bytes());
        stream.extend(block);
    }
    let (low, high) = data.iter().fold((1_u32, 0_u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    stream.extend(((high << 16) | low).to_be_bytes());
    stream
}

fn crc(data: &[u8]) -> u32 {
    !data.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_the_standard_ones() {
        assert_eq!(crc(b"IEND"), 0xae42_6082);
        assert_eq!(stored(b"a")[2..], [1, 1, 0, 0xfe, 0xff, b'a', 0, 0x62, 0, 0x62]);
    }
}
