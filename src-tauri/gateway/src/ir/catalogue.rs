//! What can be called.

use std::fmt;

use super::{Pieces, Usage};

/// What can be called, and which of AWS's lists could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// By id, each once.
    pub models: Vec<Model>,
    /// What is missing, or shown as it was when it could last be read.
    pub missing: Vec<Missing>,
}

/// A list that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Which one, in words.
    pub list: &'static str,
    /// Why.
    pub message: String,
}

/// A model, or something that routes to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Model {
    /// What goes into a request's `model`.
    pub id: String,
    /// A name for people.
    pub name: String,
    /// Who made it, in lower case: `anthropic`.
    pub provider: String,
    /// What it is for.
    pub kind: ModelKind,
    /// Where the id comes from.
    pub source: ModelSource,
    /// The foundation model behind a profile, by id.
    pub base: Option<String>,
    /// `TEXT`, `IMAGE`, …: AWS's own words.
    pub input: Vec<String>,
    /// As `input`.
    pub output: Vec<String>,
    /// Whether answers can be streamed.
    pub streams: bool,
    /// Where it is in its life.
    pub lifecycle: Lifecycle,
    /// When it came into being, in seconds since 1970, where AWS tells.
    pub created: Option<i64>,
    /// When it ends, as `2027-04-08`, where that is known.
    pub ends: Option<String>,
    /// What it can do. All false for a model that holds no conversations.
    pub abilities: Abilities,
    /// What no list of AWS's tells.
    pub facts: Facts,
}

/// What a chat model can do, through Outcrop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Abilities {
    /// It sees pictures.
    pub vision: bool,
    /// It reads documents.
    pub documents: bool,
    /// It hears.
    pub audio: bool,
    /// It watches film.
    pub video: bool,
    /// It calls tools.
    pub tools: bool,
    /// It thinks.
    pub reasoning: bool,
    /// Its prompts can be cached, by cache points or by itself.
    pub caching: bool,
    /// Its answer follows a JSON Schema: natively, or by a tool whose input is the answer.
    pub structured_output: bool,
}

/// What no list of AWS's tells; `None` and empty where it is not known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// Tokens of input, answer included.
    pub context: Option<u64>,
    /// Most tokens of an answer.
    pub max_output: Option<u64>,
    /// The lengths of an embedding model's vectors, its own first.
    pub dimensions: Vec<u32>,
    /// Prices on demand.
    pub prices: Prices,
}

/// Prices on demand, as far as they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Prices {
    /// Per input token.
    pub input: Option<Price>,
    /// Per output token.
    pub output: Option<Price>,
    /// Per input token read from the cache.
    pub cache_read: Option<Price>,
    /// Per input token written to the cache, for minutes.
    pub cache_write: Option<Price>,
    /// Per input token written to the cache, for an hour.
    pub cache_write_hour: Option<Price>,
    /// Per picture.
    pub image: Option<Price>,
    /// Per query, or per call.
    pub request: Option<Price>,
    /// What changes for long input.
    pub long: Option<LongPrices>,
}

/// Long input makes the whole request dearer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LongPrices {
    /// From more input tokens than this, cached ones included.
    pub over: u64,
    /// What input costs then, in percent.
    pub input: u64,
    /// What output costs then, in percent.
    pub output: u64,
}

/// What the queues cost, in percent of the usual (facts/bedrock.md section 8).
const FLEX: u64 = 50;
const PRIORITY: u64 = 175;

impl Prices {
    /// What this took, in the queue of this name; `None` where a price is not known that it takes.
    #[must_use]
    pub fn cost(&self, usage: &Usage, tier: Option<&str>) -> Option<Price> {
        let of_tier = match tier {
            None | Some("default") => 100,
            Some("flex") => FLEX,
            Some("priority") => PRIORITY,
            // Reserved capacity is paid for by the hour, and what is newer than this program is not known.
            Some(_) => return None,
        };
        let long = self.long.filter(|long| usage.total_input() > long.over);
        let (input, output) = long.map_or((100, 100), |long| (long.input, long.output));
        let hour = usage.cache_write_hour.min(usage.cache_write);
        let parts = [
            (usage.input, self.input, input),
            (usage.cache_read, self.cache_read, input),
            (usage.cache_write - hour, self.cache_write, input),
            (hour, self.cache_write_hour, input),
            (usage.output, self.output, output),
        ];
        let sum = parts.into_iter().filter(|(count, ..)| *count > 0).try_fold(0_u64, |sum, (count, price, percent)| {
            let Price(pico) = price?;
            Some(sum.saturating_add(pico.saturating_mul(count).saturating_mul(percent) / 100))
        });
        sum.map(|pico| Price(pico.saturating_mul(of_tier) / 100))
    }

    /// What these cost; `None` where their price is not known.
    #[must_use]
    pub fn cost_of(&self, pieces: Pieces) -> Option<Price> {
        let parts = [(pieces.pictures, self.image), (pieces.queries, self.request)];
        let sum = parts.into_iter().filter(|(count, _)| *count > 0).try_fold(0_u64, |sum, (count, price)| {
            let Price(pico) = price?;
            Some(sum.saturating_add(pico.saturating_mul(count)))
        });
        sum.map(Price)
    }

    /// So many percent of each.
    #[must_use]
    pub fn percent(self, percent: u64) -> Self {
        let of = |price: Option<Price>| price.map(|Price(pico)| Price(pico.saturating_mul(percent) / 100));
        Self {
            input: of(self.input),
            output: of(self.output),
            cache_read: of(self.cache_read),
            cache_write: of(self.cache_write),
            cache_write_hour: of(self.cache_write_hour),
            image: of(self.image),
            request: of(self.request),
            long: self.long,
        }
    }
}

/// Money, in millionths of a millionth of a US dollar: tokens are cheap. It is shown in dollars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Price(pub u64);

impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DOLLAR: u64 = 1_000_000_000_000;
        let cents = format!("{:012}", self.0 % DOLLAR);
        match cents.trim_end_matches('0') {
            "" => write!(f, "{}", self.0 / DOLLAR),
            cents => write!(f, "{}.{cents}", self.0 / DOLLAR),
        }
    }
}

/// What a model is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ModelKind {
    /// Conversation.
    Chat,
    /// Vectors.
    Embedding,
    /// Pictures.
    Image,
    /// Ranking documents.
    Rerank,
    /// Something else: speech, video.
    Other,
}

/// Where a model id comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ModelSource {
    /// A foundation model, on demand in this region.
    Foundation,
    /// A profile of AWS's that routes across regions.
    SystemProfile,
    /// A profile that somebody in the account made.
    ApplicationProfile,
    /// A model that the account has brought along.
    Imported,
    /// A model that the account has trained further, on demand.
    CustomDeployment,
    /// Capacity that the account has bought.
    Provisioned,
}

/// Where a model is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lifecycle {
    /// For everyone.
    #[default]
    Active,
    /// For those who have it already.
    Legacy,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_shown_in_dollars() {
        for (pico, shown) in [
            (3_000_000, "0.000003"),
            (8_750, "0.00000000875"),
            (2_000_000_000, "0.002"),
            (1_000_000_000_000, "1"),
            (1_500_000_000_000, "1.5"),
            (0, "0"),
        ] {
            assert_eq!(Price(pico).to_string(), shown);
        }
        let prices = Prices { input: Some(Price(3_000_000)), ..Prices::default() };
        assert_eq!(prices.percent(110).input.map(|price| price.to_string()).as_deref(), Some("0.0000033"));
    }

    fn cost(usage: Usage, tier: Option<&str>) -> Option<String> {
        let each = |dollars: u64| Some(Price(dollars * 1_000_000));
        let prices = Prices {
            input: each(3),
            output: each(15),
            cache_read: Some(Price(300_000)),
            cache_write: Some(Price(3_750_000)),
            long: Some(LongPrices { over: 200_000, input: 200, output: 150 }),
            ..Prices::default()
        };
        prices.cost(&usage, tier).map(|price| price.to_string())
    }

    #[test]
    fn what_was_used_is_paid_for() {
        let usage = Usage { input: 1000, output: 100, cache_read: 10_000, cache_write: 2000, ..Usage::default() };
        let cost = |usage, tier, expected: Option<&str>| assert_eq!(cost(usage, tier).as_deref(), expected, "{tier:?}");
        cost(usage, None, Some("0.015"));
        cost(usage, Some("default"), Some("0.015"));
        cost(usage, Some("flex"), Some("0.0075"));
        cost(usage, Some("priority"), Some("0.02625"));
        cost(usage, Some("reserved"), None);
        cost(Usage::default(), None, Some("0"));
        // The price of an hour is not known here.
        cost(Usage { cache_write_hour: 1, ..usage }, None, None);
        cost(Usage { cache_read: 200_000, ..Usage::default() }, None, Some("0.06"));
        cost(Usage { input: 1, cache_read: 200_000, output: 1, ..Usage::default() }, None, Some("0.1200285"));
    }

    #[test]
    fn pieces_have_prices_of_their_own() {
        let prices = Prices { image: Some(Price(80_000_000_000)), ..Prices::default() };
        let pieces = Pieces { pictures: 3, queries: 0 };
        assert_eq!(prices.cost_of(pieces).map(|price| price.to_string()).as_deref(), Some("0.24"));
        assert_eq!(prices.cost_of(Pieces { queries: 1, ..pieces }), None);
    }
}
