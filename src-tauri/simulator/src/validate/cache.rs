//! Cache points: how many, where, for how long, and in which order.

use serde_json::Value;

use super::{Checked, Path, Refusal, Subject};
use crate::model::items;

const MOST: usize = 4;
const UNSUPPORTED: &str = "You invoked an unsupported model or your request did not allow prompt caching. See the \
    documentation for more information.";

/// A cache point, with the part of the request that it stands in and the block before it.
struct Point<'a> {
    part: &'static str,
    place: Path,
    one_hour: bool,
    neighbours: [Option<&'a Value>; 2],
}

pub(super) fn check(subject: Subject<'_>) -> Checked {
    let points = points(subject.turn.body);
    for point in &points {
        place(subject, point)?;
    }
    if let Some(fifth) = points.get(MOST) {
        let text = format!("A maximum of {MOST} blocks with cache_control may be provided. Found {}.", points.len());
        return Err(Refusal::model(&fifth.place, text));
    }
    let mut short = false;
    for point in &points {
        if point.one_hour && short {
            let text = "a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. Blocks are \
                processed in the following order: `tools`, `system`, `messages`.";
            return Err(Refusal::model(&point.place, text));
        }
        short |= !point.one_hour;
    }
    Ok(())
}

/// All points, in the order in which the service looks at them.
fn points(body: &Value) -> Vec<Point<'_>> {
    let tools = Path::default().member("toolConfig").member("tools");
    let mut points = within("tools", &body["toolConfig"]["tools"], &tools);
    points.extend(within("system", &body["system"], &Path::default().member("system")));
    for (at, message) in items(&body["messages"]).iter().enumerate() {
        points.extend(within("messages", &message["content"], &super::path::content(at)));
    }
    points
}

fn within<'a>(part: &'static str, blocks: &'a Value, path: &Path) -> Vec<Point<'a>> {
    let blocks = items(blocks);
    let found = blocks.iter().enumerate().filter(|(_, block)| block.get("cachePoint").is_some());
    found
        .map(|(at, block)| Point {
            part,
            place: path.index(at).member("cachePoint"),
            one_hour: block["cachePoint"]["ttl"] == "1h",
            neighbours: [at.checked_sub(1).and_then(|before| blocks.get(before)), blocks.get(at + 1)],
        })
        .collect()
}

fn place(subject: Subject<'_>, point: &Point<'_>) -> Checked {
    let family = subject.family;
    if !subject.model.has('C') || !family.cache_in.iter().any(|part| part == point.part) {
        return Err(Refusal::denied(&point.place, UNSUPPORTED));
    }
    if point.one_hour && !family.cache_one_hour {
        return Err(Refusal::service(&point.place, "This model doesn't support a cache point with a ttl of 1h."));
    }
    let [before, after] = point.neighbours;
    if before.is_some_and(|block| block.get("reasoningContent").is_some()) {
        let text = format!("{}: cache_control cannot be set on thinking blocks", point.place);
        return Err(Refusal::model(&point.place, text));
    }
    let touches_tools = [before, after]
        .into_iter()
        .flatten()
        .any(|block| block.get("toolUse").or_else(|| block.get("toolResult")).is_some());
    if touches_tools && !family.own_words {
        let text = "This model doesn't support a cache point next to toolUse and toolResult content blocks.";
        return Err(Refusal::service(&point.place, text));
    }
    Ok(())
}
