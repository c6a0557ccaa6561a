//! The `messages` of a chat request to a conversation.

use super::content::{blocks, text_blocks, ttl};
use super::parse::missing;
use super::wire::{Arguments, CalledFunction, Message as WireMessage, ReasoningDetail, ThinkingBlock, ToolCall};
use crate::doors::openai::Object;
use crate::error::{Error, Result};
use crate::ir::{Block, Complaint, Json, Message, ResultStatus, Role, Signed};

/// Instructions that stand first, and the rest.
#[derive(Debug, Default)]
pub(super) struct Conversation {
    pub system: Vec<Block>,
    pub messages: Vec<Message>,
}

pub(super) fn conversation(
    messages: Vec<Object<WireMessage>>,
    complaints: &mut Vec<Complaint>,
) -> Result<Conversation> {
    if messages.is_empty() {
        return Err(missing("messages"));
    }
    let mut reader = Reader { conversation: Conversation::default(), legacy_call: 0, complaints };
    for (i, Object(message)) in messages.into_iter().enumerate() {
        reader.read(message, &format!("messages[{i}]"))?;
    }
    Ok(reader.conversation)
}

struct Reader<'a> {
    conversation: Conversation,
    /// Legacy `function_call`s have no ids; a result answers the latest call.
    legacy_call: usize,
    complaints: &'a mut Vec<Complaint>,
}

impl Reader<'_> {
    fn read(&mut self, mut message: WireMessage, path: &str) -> Result<()> {
        let cache = message.cache_control.as_ref().map(ttl).map(Block::CachePoint);
        match message.role.as_str() {
            "system" | "developer" => {
                let mut content = text_blocks(message.content.take(), &format!("{path}.content"))?;
                content.extend(cache);
                self.system(content);
            }
            "user" => {
                let mut content = blocks(message.content.take(), &format!("{path}.content"))?;
                content.extend(cache);
                self.say(Role::User, content);
            }
            "assistant" => {
                let mut content = self.assistant(message, path)?;
                content.extend(cache);
                self.say(Role::Assistant, content);
            }
            "tool" => {
                let id = message.tool_call_id.take().ok_or_else(|| missing(&format!("{path}.tool_call_id")))?;
                self.result(id, message, path)?;
                if let Some(last) = self.conversation.messages.last_mut() {
                    last.content.extend(cache);
                }
            }
            "function" => self.result(legacy_id(self.legacy_call), message, path)?,
            "" => return Err(missing(&format!("{path}.role"))),
            other => {
                let path = format!("{path}.role");
                let message = format!(
                    "Invalid value for '{path}': '{other}'; it takes system, developer, user, assistant, tool or function."
                );
                return Err(Error::invalid(path, message).code("invalid_value"));
            }
        }
        Ok(())
    }

    /// Instructions before anything else is the system prompt; later ones keep their place.
    fn system(&mut self, content: Vec<Block>) {
        if self.conversation.messages.is_empty() {
            self.conversation.system.extend(content);
        } else {
            self.say(Role::System, content);
        }
    }

    fn say(&mut self, role: Role, content: Vec<Block>) {
        self.conversation.messages.push(Message { role, content });
    }

    /// Thinking goes first: the model signed it as what came before the rest.
    fn assistant(&mut self, message: WireMessage, path: &str) -> Result<Vec<Block>> {
        let thoughts = thoughts(message.thinking_blocks, message.reasoning_details);
        let mut content: Vec<Block> = thoughts.into_iter().map(Block::Reasoning).collect();
        content.extend(blocks(message.content, &format!("{path}.content"))?);
        content.extend(message.refusal.filter(|refusal| !refusal.is_empty()).map(Block::Text));
        for (i, Object(call)) in message.tool_calls.unwrap_or_default().into_iter().enumerate() {
            content.push(self.tool_use(call, &format!("{path}.tool_calls[{i}]"))?);
        }
        if let Some(function) = message.function_call {
            self.legacy_call += 1;
            content.push(self.function_use(legacy_id(self.legacy_call), function, &format!("{path}.function_call"))?);
        }
        Ok(content)
    }

    fn tool_use(&mut self, call: ToolCall, path: &str) -> Result<Block> {
        let id = call.id.filter(|id| !id.is_empty()).ok_or_else(|| missing(&format!("{path}.id")))?;
        if let Some(custom) = call.custom {
            return Ok(Block::ToolUse { id, name: custom.name, input: wrapped("input", custom.input) });
        }
        let function = call.function.ok_or_else(|| missing(&format!("{path}.function")))?;
        self.function_use(id, function, &format!("{path}.function"))
    }

    fn function_use(&mut self, id: String, function: CalledFunction, path: &str) -> Result<Block> {
        if function.name.is_empty() {
            return Err(missing(&format!("{path}.name")));
        }
        let input = self.input(function.arguments, &format!("{path}.arguments"));
        Ok(Block::ToolUse { id, name: function.name, input })
    }

    /// Arguments that are no JSON object were the model's slip, not the client's: the turn goes on with what there is.
    fn input(&mut self, arguments: Option<Arguments>, path: &str) -> Json {
        let value = match arguments {
            None => return Json::Object(serde_json::Map::new()),
            Some(Arguments::Text(text)) if text.trim().is_empty() => return Json::Object(serde_json::Map::new()),
            Some(Arguments::Text(text)) => serde_json::from_str(&text).unwrap_or(Json::String(text)),
            Some(Arguments::Value(value)) => value,
        };
        if value.is_object() {
            return value;
        }
        self.complaints.push(Complaint::new(path.to_owned(), "wrapped: not a JSON object"));
        wrapped("arguments", value)
    }

    fn result(&mut self, id: String, message: WireMessage, path: &str) -> Result<()> {
        let content = blocks(message.content, &format!("{path}.content"))?;
        let (points, content) = content.into_iter().partition(|block| matches!(block, Block::CachePoint(_)));
        let mut said: Vec<Block> = vec![Block::ToolResult { id, content, status: ResultStatus::Unsaid }];
        // A cache point goes behind the result: Bedrock takes none inside.
        said.extend::<Vec<Block>>(points);
        self.say(Role::User, said);
        Ok(())
    }
}

/// Signed thinking in whichever form the client kept it. `reasoning_content` bears no signature: it cannot go back.
fn thoughts(blocks: Option<Vec<ThinkingBlock>>, details: Option<Vec<ReasoningDetail>>) -> Vec<Signed> {
    let blocks = blocks.unwrap_or_default().into_iter().filter_map(|block| match block {
        ThinkingBlock::Thinking { thinking, signature } => Some(Signed::Text { text: thinking, signature }),
        ThinkingBlock::RedactedThinking { data } => Some(Signed::Redacted(data)),
        ThinkingBlock::Other => None,
    });
    let thoughts: Vec<Signed> = blocks.collect();
    if !thoughts.is_empty() {
        return thoughts;
    }
    let details = details.unwrap_or_default().into_iter().map(|detail| match (detail.data, detail.signature) {
        (Some(data), _) => Signed::Redacted(data),
        (None, signature) => Signed::Text { text: detail.text.unwrap_or_default(), signature },
    });
    details.collect()
}

fn legacy_id(call: usize) -> String {
    format!("function_{call}")
}

fn wrapped(name: &str, value: impl Into<Json>) -> Json {
    Json::Object(serde_json::Map::from_iter([(name.to_owned(), value.into())]))
}
