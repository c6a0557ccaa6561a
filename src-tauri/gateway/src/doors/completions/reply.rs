//! Replies to a legacy completion.

use super::Head;
use super::wire::{Choice, Completion, finish_reason};
use crate::ir::Reply;

pub(super) fn completion<'a>(head: &'a Head, replies: &[Reply]) -> Completion<'a> {
    let choice = |(index, reply): (usize, &Reply)| Choice {
        text: head.echoes.get(index).cloned().unwrap_or_default() + &reply.text_content(),
        index,
        logprobs: None,
        finish_reason: Some(finish_reason(reply.stop.as_ref())),
    };
    Completion {
        id: &head.id,
        object: "text_completion",
        created: head.created,
        model: &head.model,
        choices: replies.iter().enumerate().map(choice).collect(),
        usage: Some(replies.iter().map(|reply| reply.usage).sum::<crate::ir::Usage>().into()),
    }
}
