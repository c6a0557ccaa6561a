//! What is known of a model beyond AWS's lists: `models.toml`, the table of families, and the embedding models' own.

use std::sync::LazyLock;

use serde::{Deserialize, Deserializer};

use super::embed;
use super::family::{Family, ReasoningStyle, Tools, base_id};
use crate::ir::{Abilities, Facts, LongPrices, ModelKind, Price, Prices};

/// A profile that keeps to one geography, in percent of the price elsewhere.
const GEO_PERCENT: u64 = 110;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    model: Vec<Row>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    context: Option<u64>,
    output: Option<u64>,
    r#in: Option<f64>,
    out: Option<f64>,
    read: Option<f64>,
    write: Option<f64>,
    write_1h: Option<f64>,
    image: Option<f64>,
    query: Option<f64>,
    #[serde(default, deserialize_with = "long")]
    long: Option<LongPrices>,
    ends: Option<String>,
    #[serde(default)]
    premium: bool,
    #[serde(default)]
    reasons: bool,
    #[serde(default)]
    caches: bool,
}

/// `[over, percent of input's price, percent of output's]`
fn long<'de, D: Deserializer<'de>>(from: D) -> Result<Option<LongPrices>, D::Error> {
    let [over, input, output] = <[u64; 3]>::deserialize(from)?;
    Ok(Some(LongPrices { over, input, output }))
}

static TABLE: LazyLock<Vec<Row>> = LazyLock::new(|| match toml::from_str::<Table>(include_str!("models.toml")) {
    Ok(table) => table.model,
    // The table is part of this program: the test below reads it, so a broken one is never built into a release.
    Err(_) => Vec::new(),
});

fn row(base: &str) -> Option<&'static Row> {
    TABLE.iter().find(|row| row.id == base)
}

/// What no list tells of this model. `id` is what is called, `base` the foundation model behind it.
pub(super) fn facts(id: &str, base: &str) -> Facts {
    let dimensions = embed::Family::of(base).map(|family| family.sizes.to_vec()).unwrap_or_default();
    let Some(row) = row(base) else { return Facts { dimensions, ..Facts::default() } };
    Facts { context: row.context, max_output: row.output, dimensions, prices: prices(id, row) }
}

/// What it costs, as far as that is known.
pub(super) fn prices_of(id: &str, base: &str) -> Prices {
    row(base).map(|row| prices(id, row)).unwrap_or_default()
}

/// When it ends, where AWS has not said it.
pub(super) fn ends(base: &str) -> Option<String> {
    row(base).and_then(|row| row.ends.clone())
}

/// What a model can do. Only conversations need abilities.
pub(super) fn abilities(kind: ModelKind, base: &str) -> Abilities {
    if kind != ModelKind::Chat {
        return Abilities::default();
    }
    let family = Family::of(base);
    let row = row(base);
    let points = family.cache.system || family.cache.messages || family.cache.tools;
    let tools = family.tools != Tools::None;
    Abilities {
        vision: family.images,
        documents: family.documents,
        audio: family.audio,
        video: family.video,
        tools,
        reasoning: family.reasoning.style != ReasoningStyle::None || row.is_some_and(|row| row.reasons),
        caching: points || row.is_some_and(|row| row.caches),
        structured_output: family.structured || tools,
    }
}

/// GovCloud's prices are its own and not known.
fn prices(id: &str, row: &Row) -> Prices {
    let prices = Prices {
        input: row.r#in.map(per_million),
        output: row.out.map(per_million),
        cache_read: row.read.map(per_million),
        cache_write: row.write.map(per_million),
        cache_write_hour: row.write_1h.map(per_million),
        image: row.image.map(each),
        request: row.query.map(each),
        long: row.long,
    };
    match geography(id) {
        Some("us-gov") => Prices::default(),
        Some(prefix) if prefix != "global" && row.premium => prices.percent(GEO_PERCENT),
        Some(_) | None => prices,
    }
}

/// What stands before the base id in a profile's.
fn geography(id: &str) -> Option<&str> {
    let id = id.rsplit('/').next().unwrap_or(id);
    id.strip_suffix(base_id(id)).and_then(|prefix| prefix.strip_suffix('.'))
}

/// Dollars for a million of them are millionths of a dollar for one.
fn per_million(dollars: f64) -> Price {
    each(dollars / 1e6)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "prices are small and not negative")]
fn each(dollars: f64) -> Price {
    Price((dollars * 1e12).round() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        let table: Table = toml::from_str(include_str!("models.toml")).expect("models.toml");
        for (at, row) in table.model.iter().enumerate() {
            assert!(table.model[..at].iter().all(|other| other.id != row.id), "{} twice", row.id);
            assert_eq!(base_id(&row.id), row.id, "a base id");
            assert!(row.ends.as_ref().is_none_or(|date| date.len() == 10), "{}", row.id);
        }
    }

    #[test]
    fn a_geography_costs_a_tenth_more_where_it_does() {
        let input = |id: &str| facts(id, base_id(id)).prices.input.map(|price| price.to_string());
        let expected = |price: &str| Some(price.to_owned());
        assert_eq!(input("global.anthropic.claude-sonnet-5"), expected("0.000002"));
        assert_eq!(input("us.anthropic.claude-sonnet-5"), expected("0.0000022"));
        assert_eq!(input("us-gov.anthropic.claude-sonnet-5"), None);
        assert_eq!(input("us.anthropic.claude-opus-4-1-20250805-v1:0"), expected("0.000015"));
        assert_eq!(input("amazon.nova-micro-v1:0"), expected("0.000000035"));
        assert_eq!(input("us.amazon.nova-micro-v1:0"), expected("0.000000035"));
        assert_eq!(input("newcomer.model-1"), None);
    }

    #[test]
    fn abilities_come_from_the_families() {
        let claude = abilities(ModelKind::Chat, "anthropic.claude-sonnet-5");
        assert!(claude.vision && claude.documents && claude.tools && claude.reasoning && claude.caching);
        let r1 = abilities(ModelKind::Chat, "deepseek.r1-v1:0");
        assert!(r1.reasoning && !r1.tools && !r1.vision && !r1.structured_output);
        assert!(abilities(ModelKind::Chat, "openai.gpt-6-sol").caching, "by itself");
        assert_eq!(abilities(ModelKind::Embedding, "cohere.embed-v4:0"), Abilities::default());
        assert_eq!(facts("cohere.embed-v4:0", "cohere.embed-v4:0").dimensions, [1536, 1024, 512, 256]);
    }
}
