use serde_json::{Value, json};

use super::*;
use crate::ir::{Media, MediaKind, Purpose, Truncate};

const TITAN: &str = "amazon.titan-embed-text-v2:0";
const V3: &str = "cohere.embed-multilingual-v3";
const V4: &str = "cohere.embed-v4:0";
const NOVA: &str = "amazon.nova-2-multimodal-embeddings-v1:0";

fn texts(texts: &[&str]) -> Embedding {
    let inputs = texts.iter().map(|text| EmbeddingInput::text(*text)).collect();
    Embedding { model: "m".into(), inputs, ..Embedding::default() }
}

fn picture() -> EmbeddingInput {
    let media =
        Media { kind: MediaKind::Image, format: "png", name: None, base64: "iVBO".into(), param: String::new() };
    EmbeddingInput { text: None, picture: Some(Picture::Inline(media)) }
}

fn bodies(job: Embedding, base: &str) -> Vec<Value> {
    let plan = job.plan(base).unwrap_or_else(|e| panic!("{base}: {e}"));
    plan.bodies.iter().map(|body| serde_json::from_slice(body).expect("JSON")).collect()
}

#[track_caller]
fn check(job: Embedding, base: &str, expected: Value) {
    assert_eq!(Value::Array(bodies(job, base)), expected, "{base}");
}

#[test]
fn each_family_has_its_body() {
    check(texts(&["a"]), "amazon.titan-embed-text-v1", json!([{"inputText": "a"}]));
    let sized = |base: Embedding, dimensions| Embedding { dimensions: Some(dimensions), ..base };
    check(sized(texts(&["a"]), 1536), "amazon.titan-embed-text-v1", json!([{"inputText": "a"}]));
    check(
        sized(texts(&["a", "b"]), 512),
        TITAN,
        json!([
            {"inputText": "a", "dimensions": 512}, {"inputText": "b", "dimensions": 512}
        ]),
    );
    check(
        texts(&["a", "b"]),
        V3,
        json!([
            {"input_type": "search_document", "texts": ["a", "b"], "embedding_types": ["float"]}
        ]),
    );
    check(
        sized(texts(&["a"]), 256),
        V4,
        json!([
            {"input_type": "search_document", "texts": ["a"], "output_dimension": 256, "embedding_types": ["float"]}
        ]),
    );
    check(
        texts(&["a"]),
        NOVA,
        json!([{
            "schemaVersion": "nova-multimodal-embed-v1", "taskType": "SINGLE_EMBEDDING",
            "singleEmbeddingParams": {"embeddingPurpose": "GENERIC_INDEX", "text": {"truncationMode": "NONE", "value": "a"}}
        }]),
    );
    check(
        texts(&["a"]),
        "twelvelabs.marengo-embed-3-0-v1:0",
        json!([
            {"inputType": "text", "text": {"inputText": "a"}}
        ]),
    );
}

#[test]
fn purposes_and_cuts_are_each_familys_own() {
    let job = || Embedding { purpose: Some(Purpose::Query), truncate: Some(Truncate::Start), ..texts(&["a"]) };
    let of = |base: &str| bodies(job(), base).remove(0);
    assert_eq!((&of(V3)["input_type"], &of(V3)["truncate"]), (&json!("search_query"), &json!("START")));
    assert_eq!((&of(V4)["input_type"], &of(V4)["truncate"]), (&json!("search_query"), &json!("LEFT")));
    let nova = &of(NOVA)["singleEmbeddingParams"];
    assert_eq!(
        (&nova["embeddingPurpose"], &nova["text"]["truncationMode"]),
        (&json!("GENERIC_RETRIEVAL"), &json!("START"))
    );
    let plan = job().plan(TITAN).expect("a plan");
    assert_eq!(plan.complaints, [Complaint::new("input_type", "dropped"), Complaint::new("truncate", "dropped")]);
}

#[test]
fn pictures_go_where_they_are_taken() {
    let with_picture = || Embedding { inputs: vec![EmbeddingInput::text("a"), picture()], ..texts(&[]) };
    assert_eq!(bodies(with_picture(), "amazon.titan-embed-image-v1")[1], json!({"inputImage": "iVBO"}));
    assert_eq!(
        bodies(with_picture(), V3)[1],
        json!({
            "input_type": "image", "images": ["data:image/png;base64,iVBO"], "embedding_types": ["float"]
        })
    );
    let mixed = bodies(with_picture(), V4);
    assert_eq!(mixed.len(), 1);
    assert_eq!(
        mixed[0]["inputs"],
        json!([
            {"content": [{"type": "text", "text": "a"}]},
            {"content": [{"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBO"}}]}
        ])
    );
    let error = with_picture().plan(TITAN).err().expect("a refusal");
    assert_eq!((error.location(), error.reason()), (Some("input[1]"), Some("unsupported_value")));
    let both = EmbeddingInput { text: Some("a".into()), ..picture() };
    let error = Embedding { inputs: vec![both], ..texts(&[]) }.plan(NOVA).err().expect("a refusal");
    assert_eq!(error.location(), Some("input[0]"));
}

#[test]
fn a_length_that_is_not_there_is_cut_or_refused() {
    let sized = |dimensions| Embedding { dimensions: Some(dimensions), ..texts(&["a"]) };
    for (base, dimensions) in [(TITAN, 768), (V3, 512), (V4, 2000), (V4, 0), ("amazon.titan-embed-text-v1", 256)] {
        let error = sized(dimensions).plan(base).err().unwrap_or_else(|| panic!("{base} took {dimensions}"));
        assert_eq!((error.location(), error.reason()), (Some("dimensions"), Some("unsupported_value")), "{base}");
    }
    let plan = sized(768).plan(V4).expect("a plan");
    assert_eq!(plan.complaints, [Complaint::new("dimensions", "cut from 1024 to 768")]);
    let vector = vec![1.0_f32; 1024];
    let body = json!({"embeddings": {"float": [vector]}}).to_string().into();
    let done = (plan.read)(vec![Invoked { body, input_tokens: Some(1), request_id: None }]).expect("vectors");
    assert_eq!(done.vectors[0].len(), 768);
    let norm: f32 = done.vectors[0].iter().map(|value| value * value).sum();
    assert!((norm - 1.0).abs() < 1e-3, "{norm}");
}

#[test]
fn inputs_are_batched_in_their_order() {
    let many: Vec<String> = (0..200).map(|n| n.to_string()).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let sizes =
        |base| bodies(texts(&many), base).iter().map(|b| b["texts"].as_array().map_or(1, Vec::len)).collect::<Vec<_>>();
    assert_eq!(sizes(V3), [96, 96, 8]);
    assert_eq!(sizes(TITAN), [1; 200]);
    let inputs =
        ["a", "b"].map(EmbeddingInput::text).into_iter().chain([picture(), EmbeddingInput::text("c")]).collect();
    let calls = bodies(Embedding { inputs, ..texts(&[]) }, V3);
    assert_eq!(
        calls.iter().map(|call| call["texts"].clone()).collect::<Vec<_>>(),
        [json!(["a", "b"]), Value::Null, json!(["c"])]
    );
}

#[test]
fn every_shape_of_an_answer_is_read() {
    for (base, answer) in [
        (TITAN, json!({"embedding": [0.5], "inputTextTokenCount": 3})),
        (V3, json!({"embeddings": [[0.5]], "response_type": "embeddings_floats"})),
        (V4, json!({"embeddings": {"float": [[0.5]]}, "response_type": "embeddings_by_type"})),
        (NOVA, json!({"embeddings": [{"embeddingType": "TEXT", "embedding": [0.5]}]})),
        ("twelvelabs.marengo-embed-3-0-v1:0", json!({"data": [{"embedding": [0.5]}]})),
        ("twelvelabs.marengo-embed-3-0-v1:0", json!({"data": {"embedding": [0.5]}})),
    ] {
        let plan = texts(&["eight by"]).plan(base).expect("a plan");
        let invoked = Invoked { body: answer.to_string().into(), input_tokens: None, request_id: None };
        let done = (plan.read)(vec![invoked]).unwrap_or_else(|e| panic!("{answer}: {e}"));
        assert_eq!(done.vectors, [[0.5]], "{answer}");
        let counted = base == TITAN;
        assert_eq!(
            (done.tokens.count, done.tokens.estimated),
            if counted { (3, false) } else { (2, true) },
            "{answer}"
        );
    }
}

#[test]
fn too_few_vectors_are_no_answer() {
    let plan = texts(&["a", "b"]).plan(V3).expect("a plan");
    let body = json!({"embeddings": [[0.5]]}).to_string().into();
    assert!((plan.read)(vec![Invoked { body, input_tokens: None, request_id: None }]).is_err());
}

#[test]
fn a_chat_model_is_no_embedding_model() {
    let error = texts(&["a"]).plan("amazon.nova-lite-v1:0").err().expect("a refusal");
    assert_eq!((error.location(), error.reason()), (Some("model"), Some("unsupported_model")));
}

proptest::proptest! {
    /// However texts and pictures are mixed: every input is in one call, in order, and no call is too large.
    #[test]
    fn batches_lose_nothing(kinds in proptest::collection::vec(0..3_u8, 1..300)) {
        let input = |kind: &u8| if *kind == 0 { picture() } else { EmbeddingInput::text("x".repeat(usize::from(*kind))) };
        let inputs: Vec<EmbeddingInput> = kinds.iter().map(input).collect();
        for base in [TITAN, V3, V4, NOVA] {
            let family = Family::of(base).expect("a family");
            let batches = batches(family, &inputs);
            let order: Vec<usize> = batches.iter().flatten().copied().collect();
            proptest::prop_assert_eq!(order, (0..inputs.len()).collect::<Vec<_>>());
            for batch in batches {
                proptest::prop_assert!(batch.len() <= family.batch);
                let pictures = batch.iter().filter(|at| inputs[**at].picture.is_some()).count();
                proptest::prop_assert!(family.mixes || pictures == 0 || batch.len() == 1);
            }
        }
    }
}
