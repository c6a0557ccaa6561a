//! Event-stream frames: the binary envelope of every streamed event, with both CRCs.
//!
//! Source: facts on `application/vnd.amazon.eventstream`; the codec is AWS's own.

use aws_smithy_eventstream::frame::write_message_to;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use bytes::Bytes;
use serde_json::Value;

/// The padding's alphabet, as Bedrock sends it: a prefix of this, of random length, hides how long a token is.
const PADDING: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/// The content type of a streamed answer.
pub(crate) const EVENT_STREAM: &str = "application/vnd.amazon.eventstream";

/// An event's frame. The payload gets the padding member `p`, unless it is no object or has one.
pub(crate) fn event(kind: &str, payload: &Value) -> Bytes {
    unpadded_event(kind, &padded(payload))
}

/// An event's frame with exactly this payload.
pub(crate) fn unpadded_event(kind: &str, payload: &Value) -> Bytes {
    encode(&[(":event-type", kind), (":content-type", "application/json"), (":message-type", "event")], payload)
}

/// An exception's frame, after which the stream is over.
pub(crate) fn exception(kind: &str, payload: &Value) -> Bytes {
    encode(&[(":exception-type", kind), (":content-type", "application/json"), (":message-type", "exception")], payload)
}

/// The same frame with a message CRC that does not fit.
pub(crate) fn with_bad_crc(frame: &Bytes) -> Bytes {
    let mut bytes = frame.to_vec();
    if let Some(last) = bytes.last_mut() {
        *last ^= 0xff;
    }
    bytes.into()
}

fn padded(payload: &Value) -> Value {
    let mut payload = payload.clone();
    if let Some(members) = payload.as_object_mut() {
        let length = 1 + usize::from(uuid::Uuid::new_v4().as_bytes()[0]) % (PADDING.len() - 1);
        members.entry("p").or_insert_with(|| Value::String(PADDING[..length].to_owned()));
    }
    payload
}

fn encode(headers: &[(&'static str, &str)], payload: &Value) -> Bytes {
    let message = headers.iter().fold(Message::new(payload.to_string()), |message, (name, value)| {
        message.add_header(Header::new(*name, HeaderValue::String((*value).to_owned().into())))
    });
    let mut frame = Vec::new();
    #[expect(
        clippy::expect_used,
        reason = "the only errors are lengths beyond the format's: 16 MB, 128 kB of headers"
    )]
    write_message_to(&message, &mut frame).expect("a frame within the format's limits");
    frame.into()
}

#[cfg(test)]
mod tests {
    use aws_smithy_eventstream::frame::read_message_from;
    use serde_json::json;

    use super::*;

    #[test]
    fn an_event_can_be_read_back() {
        let frame = event("messageStart", &json!({"role": "assistant"}));
        let message = read_message_from(&frame[..]).unwrap();
        let payload: Value = serde_json::from_slice(message.payload()).unwrap();
        assert_eq!(payload["role"], "assistant");
        assert!(PADDING.starts_with(payload["p"].as_str().unwrap()));
        assert_eq!(message.headers().len(), 3);
    }

    #[test]
    fn a_bad_crc_is_noticed() {
        let frame = with_bad_crc(&event("messageStart", &json!({})));
        assert!(read_message_from(&frame[..]).is_err());
    }
}
