// Generated from src-tauri/app/src/view/, which says how. Do not edit.

/**
 * What the app tells the window.
 */
export type Message = { "kind": "overview", 
/**
 * The state.
 */
overview: Overview, } | { "kind": "profiles", 
/**
 * The profiles.
 */
profiles: Profiles, } | { "kind": "settings", 
/**
 * The settings.
 */
settings: Settings, } | { "kind": "models", 
/**
 * The models.
 */
models: Models, } | { "kind": "traffic", 
/**
 * The counts.
 */
traffic: Traffic, } | { "kind": "rows", 
/**
 * Forget all rows before these.
 */
fresh: boolean, 
/**
 * The rows.
 */
rows: Array<Row>, } | { "kind": "doctor", 
/**
 * The findings.
 */
doctor: Doctor, } | { "kind": "played", 
/**
 * The number that the window gave it.
 */
play: number, 
/**
 * The part.
 */
part: Played, } | { "kind": "answered", 
/**
 * The number that the window gave it.
 */
ask: number, 
/**
 * The answer.
 */
answer: Answer, };

/**
 * What came of an ask.
 */
export type Answer = { "kind": "done" } | { "kind": "refused", 
/**
 * Why, and what helps, in a sentence.
 */
reason: string, } | { "kind": "key", 
/**
 * The key.
 */
text: string, } | { "kind": "detail", 
/**
 * It; null where nothing was captured or it has been dropped since.
 */
detail: Detail | null, } | { "kind": "saved", 
/**
 * Where.
 */
path: string, };

/**
 * A part of an answer to the playground.
 */
export type Played = { "kind": "data", 
/**
 * A chat completion chunk, as JSON.
 */
json: string, } | { "kind": "failed", 
/**
 * The HTTP status; null where there was no answer.
 */
status: number | null, 
/**
 * The gateway's words.
 */
message: string, } | { "kind": "ended" };

/**
 * What the window asks of the app.
 */
export type Request = { "kind": "copyBaseUrl" } | { "kind": "copyApiKey" } | { "kind": "copyText", 
/**
 * The text.
 */
text: string, } | { "kind": "take", 
/**
 * Which of the offers.
 */
offer: Offer, } | { "kind": "start" } | { "kind": "stop" } | { "kind": "quit" } | { "kind": "chooseWho", 
/**
 * Whom.
 */
who: Who, } | { "kind": "chooseRegion", 
/**
 * Its name.
 */
region: string | null, } | { "kind": "signIn", 
/**
 * Which one.
 */
profile: string, } | { "kind": "cancelSignIn" } | { "kind": "answerMfa", 
/**
 * The code; null gives it up.
 */
code: string | null, } | { "kind": "askWho" } | { "kind": "revealKey" } | { "kind": "rotateKey" } | { "kind": "keepBedrockKey", 
/**
 * The key. It goes one way only.
 */
key: string, } | { "kind": "forgetBedrockKey" } | { "kind": "change", 
/**
 * Which, and to what.
 */
change: Change, } | { "kind": "launchAtLogin", 
/**
 * Whether to.
 */
on: boolean, } | { "kind": "exportSettings" } | { "kind": "importSettings", 
/**
 * The TOML.
 */
text: string, } | { "kind": "refreshModels" } | { "kind": "checkAccess", 
/**
 * By id; empty: all.
 */
models: Array<string>, } | { "kind": "capture", 
/**
 * Whether to.
 */
on: boolean, } | { "kind": "clearLog" } | { "kind": "showDetail", 
/**
 * The row.
 */
id: number, } | { "kind": "replay", 
/**
 * The row.
 */
id: number, 
/**
 * To another model.
 */
model: string | null, 
/**
 * As somebody else.
 */
profile: string | null, 
/**
 * Elsewhere.
 */
region: string | null, } | { "kind": "copyCurl", 
/**
 * The row.
 */
id: number, } | { "kind": "exportLog", 
/**
 * In which form.
 */
export: Export, 
/**
 * Which rows; empty: all.
 */
ids: Array<number>, } | { "kind": "play", 
/**
 * A number for what comes.
 */
play: number, 
/**
 * The request's body, as JSON; it is streamed.
 */
body: string, } | { "kind": "stopPlaying", 
/**
 * Its number.
 */
play: number, } | { "kind": "examine" } | { "kind": "showFile", 
/**
 * Its path, as it was told.
 */
path: string, } | { "kind": "openLink", 
/**
 * Which one.
 */
link: Link, };

/**
 * Pages that the window may have opened in the browser: these, and no others.
 */
export type Link = "signIn" | "modelAccess" | "apiDocs";

/**
 * The state of the app.
 */
export type Overview = { 
/**
 * The app's version.
 */
version: string, 
/**
 * The state in one word.
 */
condition: Condition, 
/**
 * What clients are told; null unless the gateway listens.
 */
baseUrl: string | null, 
/**
 * Who answers.
 */
source: Source, 
/**
 * Whom the user chose to be.
 */
who: Who, 
/**
 * The region that the user chose; null: the profile's own.
 */
chosenRegion: string | null, 
/**
 * The default effort, for requests that do not say; null: the model's own.
 */
effort: Effort | null, 
/**
 * Where calls go.
 */
region: Region | null, 
/**
 * Who AWS says that we are; null until it was asked.
 */
identity: Identity | null, 
/**
 * A sign-in under way.
 */
signIn: SignIn | null, 
/**
 * A code of a second factor that is waited for.
 */
mfa: Mfa | null, 
/**
 * Where the API key is kept.
 */
key: Key, 
/**
 * The Bedrock API key.
 */
bedrockKey: BedrockKey, 
/**
 * What can be done about the state, most useful first.
 */
offers: Array<Offer>, 
/**
 * What else is wrong.
 */
troubles: Array<Trouble>, 
/**
 * Whether the desktop shows a tray. Without one the window stays.
 */
tray: boolean, 
/**
 * Whether the app starts with the session; null where that cannot be set.
 */
launchAtLogin: boolean | null, 
/**
 * Whether bodies are being kept.
 */
capture: boolean, };

/**
 * The state in one word.
 */
export type Condition = { "kind": "starting" } | { "kind": "running" } | { "kind": "demo" } | { "kind": "noCredentials" } | { "kind": "credentials", 
/**
 * The profile that it is about.
 */
profile: string | null, 
/**
 * What is wrong, and what to do.
 */
message: string, 
/**
 * What helps.
 */
remedy: Remedy, } | { "kind": "noKeychain", 
/**
 * Why the keychain cannot be used.
 */
why: Why, } | { "kind": "portTaken", 
/**
 * The port.
 */
port: number, 
/**
 * The program, where that can be known: `node (4711)`.
 */
holder: string | null, } | { "kind": "failed", 
/**
 * What went wrong.
 */
reason: string, } | { "kind": "stopping" } | { "kind": "stopped" };

/**
 * What helps against trouble with credentials.
 */
export type Remedy = "signIn" | "read";

/**
 * Who answers.
 */
export type Source = "demo" | "aws";

/**
 * Whom to be on AWS.
 */
export type Who = { "kind": "chain" } | { "kind": "profile", 
/**
 * Its name.
 */
name: string, } | { "kind": "bedrockKey" };

/**
 * Where calls go.
 */
export type Region = { 
/**
 * Its name.
 */
name: string, 
/**
 * Who said so.
 */
from: RegionFrom, };

/**
 * Who named the region.
 */
export type RegionFrom = "choice" | "environment" | "profile" | "default";

/**
 * Who AWS says that we are.
 */
export type Identity = { 
/**
 * The source of the credentials that won, in words: `profile work`.
 */
source: string | null, 
/**
 * The sources that would have given credentials too.
 */
overridden: Array<string>, 
/**
 * The account's number.
 */
account: string | null, 
/**
 * The identity.
 */
arn: string | null, 
/**
 * The role within it, if it is one.
 */
role: string | null, 
/**
 * Until when it is good: the sign-in where there is one, else the credentials. Null: without end.
 */
expires: number | null, 
/**
 * Whether a new one is got without the user.
 */
renews: boolean, 
/**
 * Why AWS did not tell.
 */
trouble: string | null, };

/**
 * A sign-in under way.
 */
export type SignIn = { 
/**
 * The profile.
 */
profile: string, 
/**
 * The page, once AWS has told it.
 */
url: string | null, 
/**
 * The code to compare on that page, for the device flow.
 */
code: string | null, };

/**
 * A code of a second factor that is waited for.
 */
export type Mfa = { 
/**
 * The profile.
 */
profile: string, 
/**
 * The device.
 */
device: string, };

/**
 * Where the API key is kept.
 */
export type Key = { "kind": "pending" } | { "kind": "environment" } | { "kind": "keychain" } | { "kind": "session", 
/**
 * Why the keychain does not keep it.
 */
why: Why, } | { "kind": "none", 
/**
 * Why the keychain does not keep one.
 */
why: Why, };

/**
 * Why the keychain does not keep something.
 */
export type Why = "missing" | "locked" | "silent" | "broken";

/**
 * The Bedrock API key.
 */
export type BedrockKey = { 
/**
 * Whether there is one.
 */
kept: boolean, 
/**
 * Until when it is good, where the key itself says so.
 */
expires: number | null, };

/**
 * Something that can be done about the state.
 */
export type Offer = "tryDemo" | "leaveDemo" | "startAgain" | "useFreePort" | "askKeychain" | "useSessionKey" | "signIn";

/**
 * What else is wrong.
 */
export type Trouble = { "kind": "settings", 
/**
 * The file.
 */
file: string, 
/**
 * The line, counted from 1.
 */
line: number | null, 
/**
 * What is wrong there.
 */
message: string, } | { "kind": "notKept", 
/**
 * Why.
 */
why: Why, } | { "kind": "noTray" } | { "kind": "exposed" } | { "kind": "signIn", 
/**
 * Why, and what to do.
 */
message: string, } | { "kind": "overridden", 
/**
 * Which sources, in words.
 */
sources: Array<string>, };

/**
 * The profiles of `~/.aws`.
 */
export type Profiles = { 
/**
 * By name.
 */
profiles: Array<Profile>, 
/**
 * What is wrong in the files outside of any profile.
 */
flaws: Array<string>, 
/**
 * The files that were read.
 */
files: Array<string>, };

/**
 * A profile.
 */
export type Profile = { 
/**
 * Its name.
 */
name: string, 
/**
 * Where its credentials come from; null where that cannot be told.
 */
credentials: ProfileKind | null, 
/**
 * The region it names.
 */
region: string | null, 
/**
 * The role it takes on.
 */
role: string | null, 
/**
 * Whether a code of a second factor is asked for.
 */
mfa: boolean, 
/**
 * Until when it is signed in; null where it is not, or needs no sign-in.
 */
signedInUntil: number | null, 
/**
 * Why it cannot be used.
 */
broken: string | null, };

/**
 * Where a profile's credentials come from, at the root.
 */
export type ProfileKind = "static" | "sso" | "process" | "webIdentity" | "login" | "environment" | "instance" | "container" | "settings";

/**
 * Counts of the requests that have ended, and those under way.
 */
export type Traffic = { 
/**
 * Requests under way.
 */
open: number, 
/**
 * Since midnight here, or since the app started.
 */
today: Tally, 
/**
 * The last sixty minutes, oldest first, quiet ones included.
 */
minutes: Array<Minute>, 
/**
 * The clients that have called since the app started, the last one first.
 */
clients: Array<Seen>, };

/**
 * Counts.
 */
export type Tally = { 
/**
 * Requests that have ended.
 */
requests: number, 
/**
 * Those of them that failed.
 */
errors: number, 
/**
 * Those that the client left.
 */
cancelled: number, 
/**
 * Input tokens, those from the cache included.
 */
input: number, 
/**
 * Input tokens that came from the cache.
 */
cached: number, 
/**
 * Output tokens.
 */
output: number, 
/**
 * What they cost, as far as prices are known; null where none is.
 */
cost: number | null, 
/**
 * Requests with tokens and without a known price.
 */
unpriced: number, 
/**
 * The median time to the first token; null where there was none.
 */
firstToken: number | null, 
/**
 * The median duration.
 */
duration: number | null, 
/**
 * What one request in twenty took longer than.
 */
slow: number | null, };

/**
 * One minute.
 */
export type Minute = { 
/**
 * Its beginning.
 */
at: number, 
/**
 * Requests that ended in it.
 */
requests: number, 
/**
 * Those of them that failed.
 */
errors: number, 
/**
 * Tokens in and out.
 */
tokens: number, };

/**
 * A client that has called.
 */
export type Seen = { 
/**
 * Which one: `openai-python`, `langchain`, `cline`, …; the gateway knows them by their headers.
 */
app: string, 
/**
 * When it called last.
 */
last: number, 
/**
 * How often.
 */
requests: number, };

/**
 * One request: metadata only.
 */
export type Row = { 
/**
 * Counts up from 1.
 */
id: number, 
/**
 * When its headers had arrived.
 */
started: number, 
/**
 * The HTTP method.
 */
method: string, 
/**
 * The path, without its query.
 */
path: string, 
/**
 * The client, where the gateway knows it: `openai-python`, `cline`.
 */
app: string | null, 
/**
 * What the client calls itself: its `user-agent`.
 */
client: string | null, 
/**
 * The model that was asked for.
 */
model: string | null, 
/**
 * The model id that Bedrock was asked for, where it differs.
 */
resolvedModel: string | null, 
/**
 * Whether the answer was streamed.
 */
streamed: boolean, 
/**
 * The HTTP status sent.
 */
status: number | null, 
/**
 * How it ended.
 */
outcome: Outcome, 
/**
 * From the headers to the first token sent.
 */
firstToken: number | null, 
/**
 * From the headers to the end.
 */
duration: number | null, 
/**
 * Tokens, where Bedrock told.
 */
usage: Usage | null, 
/**
 * What it cost, where the price is known.
 */
cost: number | null, 
/**
 * The effort that applied.
 */
effort: string | null, 
/**
 * The tier that served it, where Bedrock told.
 */
serviceTier: string | null, 
/**
 * The AWS profile that it went as.
 */
profile: string | null, 
/**
 * The region that it went to.
 */
region: string | null, 
/**
 * Parameters that were dropped or changed: `name: what and why`.
 */
adjusted: Array<string>, 
/**
 * AWS's request id.
 */
awsRequestId: string | null, 
/**
 * The error that ended it.
 */
error: RowError | null, 
/**
 * When it reached which stage.
 */
timeline: Array<Mark>, 
/**
 * Whether there is a detail to show.
 */
captured: boolean, };

/**
 * How a request ended.
 */
export type Outcome = "open" | "finished" | "failed" | "cancelled";

/**
 * Tokens.
 */
export type Usage = { 
/**
 * Of the input, those from and for the cache included.
 */
input: number, 
/**
 * Of the input, those that came from the cache.
 */
cached: number, 
/**
 * Of the input, those that were put into the cache.
 */
cacheWritten: number, 
/**
 * Of the output.
 */
output: number, };

/**
 * What went wrong with a request.
 */
export type RowError = { 
/**
 * For machines: `rate_limited`, `credentials`.
 */
code: string, 
/**
 * What the client was told, remedy included.
 */
message: string, };

/**
 * When a request reached a stage.
 */
export type Mark = { 
/**
 * The stage.
 */
stage: Stage, 
/**
 * Since the headers had arrived.
 */
at: number, };

/**
 * The stages of a request.
 */
export type Stage = "read" | "parsed" | "sent" | "accepted" | "firstToken" | "ended";

/**
 * What was captured of a request.
 */
export type Detail = { 
/**
 * The row.
 */
id: number, 
/**
 * The client's headers; secrets are `…`.
 */
requestHeaders: Array<Header>, 
/**
 * What the client sent.
 */
request: Body | null, 
/**
 * What Bedrock was asked, once for each call.
 */
upstream: Array<Upstream>, 
/**
 * Our headers.
 */
responseHeaders: Array<Header>, 
/**
 * What the client got.
 */
response: Body | null, 
/**
 * What Bedrock said, piece by piece.
 */
events: Array<StreamEvent>, };

/**
 * A header.
 */
export type Header = { 
/**
 * In lower case.
 */
name: string, 
/**
 * Its value, or `…`.
 */
value: string, };

/**
 * A body.
 */
export type Body = { 
/**
 * As much of it as was kept.
 */
text: string, 
/**
 * How many bytes it had.
 */
bytes: number, 
/**
 * Whether some of it was not kept.
 */
cut: boolean, };

/**
 * A call to Bedrock.
 */
export type Upstream = { 
/**
 * `Converse`, `ConverseStream`, `InvokeModel`.
 */
operation: string, 
/**
 * The model id.
 */
model: string, 
/**
 * The body.
 */
body: Body, };

/**
 * Something that Bedrock said.
 */
export type StreamEvent = { 
/**
 * Since the headers had arrived; of pieces put together, the first one's.
 */
at: number, 
/**
 * Which of several answers it belongs to.
 */
answer: number, 
/**
 * What it is.
 */
kind: StreamEventKind, 
/**
 * The words, the tool's input, the reason of the end.
 */
text: string, 
/**
 * The tool's name and the call's id, for tools.
 */
name: string | null, 
/**
 * How many pieces were put together here.
 */
pieces: number, };

/**
 * What Bedrock said something about.
 */
export type StreamEventKind = "text" | "reasoning" | "tool" | "citation" | "usage" | "stop" | "other";

/**
 * A form of the log for other programs.
 */
export type Export = "har" | "jsonLines";

/**
 * The list, and the state of its renewal.
 */
export type Models = { 
/**
 * What is being done about the list.
 */
refresh: Refresh, 
/**
 * When it was last read; null: never.
 */
refreshed: number | null, 
/**
 * The models.
 */
models: Array<Model>, 
/**
 * What is missing, or shown as it was when it could last be read.
 */
missing: Array<MissingList>, 
/**
 * The model that `gpt-*` means, where nothing else is set.
 */
defaultChat: string | null, 
/**
 * The model that `text-embedding-*` means, where nothing else is set.
 */
defaultEmbedding: string | null, };

/**
 * What is being done about the list.
 */
export type Refresh = { "kind": "idle" } | { "kind": "listing" } | { "kind": "checking", 
/**
 * So many have been answered.
 */
done: number, 
/**
 * Of so many.
 */
total: number, } | { "kind": "failed", 
/**
 * Why, and what to do.
 */
reason: string, };

/**
 * A list of AWS's that could not be read.
 */
export type MissingList = { 
/**
 * Which one, in words.
 */
list: string, 
/**
 * Why.
 */
message: string, };

/**
 * A model, or something that routes to one.
 */
export type Model = { 
/**
 * What goes into a request's `model`.
 */
id: string, 
/**
 * A name for people.
 */
name: string, 
/**
 * Who made it, in lower case: `anthropic`.
 */
provider: string, 
/**
 * What it is for.
 */
purpose: ModelKind, 
/**
 * Where the id comes from.
 */
source: ModelSource, 
/**
 * The foundation model behind a profile, by id.
 */
base: string | null, 
/**
 * `TEXT`, `IMAGE`, …: AWS's own words.
 */
input: Array<string>, 
/**
 * As `input`.
 */
output: Array<string>, 
/**
 * Whether answers can be streamed.
 */
streams: boolean, 
/**
 * Where it is in its life.
 */
lifecycle: Lifecycle, 
/**
 * When it ends, as `2027-04-08`, where that is known.
 */
ends: string | null, 
/**
 * When it came into being.
 */
created: number | null, 
/**
 * What it can do.
 */
abilities: Abilities, 
/**
 * Tokens of input, answer included.
 */
context: number | null, 
/**
 * Most tokens of an answer.
 */
maxOutput: number | null, 
/**
 * The lengths of an embedding model's vectors, its own first.
 */
dimensions: Array<number>, 
/**
 * Prices on demand.
 */
prices: Prices, 
/**
 * Whether the chosen identity can use it in the chosen region.
 */
access: Access, };

/**
 * What a model is for.
 */
export type ModelKind = "chat" | "embedding" | "image" | "rerank" | "other";

/**
 * Where a model id comes from.
 */
export type ModelSource = "foundation" | "systemProfile" | "applicationProfile" | "imported" | "customDeployment" | "provisioned";

/**
 * Where a model is in its life.
 */
export type Lifecycle = "active" | "legacy";

/**
 * What a chat model can do.
 */
export type Abilities = { 
/**
 * It sees pictures.
 */
vision: boolean, 
/**
 * It reads documents.
 */
documents: boolean, 
/**
 * It hears.
 */
audio: boolean, 
/**
 * It watches film.
 */
video: boolean, 
/**
 * It calls tools.
 */
tools: boolean, 
/**
 * It thinks.
 */
reasoning: boolean, 
/**
 * Its prompts can be cached.
 */
caching: boolean, 
/**
 * Its answer follows a JSON Schema.
 */
structuredOutput: boolean, };

/**
 * Dollars for a million tokens, a picture or a call, as far as they are known.
 */
export type Prices = { 
/**
 * For a million input tokens.
 */
input: number | null, 
/**
 * For a million output tokens.
 */
output: number | null, 
/**
 * For a million input tokens read from the cache.
 */
cacheRead: number | null, 
/**
 * For a million input tokens written to the cache.
 */
cacheWrite: number | null, 
/**
 * For a picture.
 */
image: number | null, 
/**
 * For a query or a call.
 */
request: number | null, };

/**
 * Whether a model can be used.
 */
export type Access = { "kind": "unknown" } | { "kind": "usable" } | { "kind": "unusable", 
/**
 * Why.
 */
reason: string, 
/**
 * What to do.
 */
remedy: string, };

/**
 * The settings that are no secrets.
 */
export type Settings = { 
/**
 * The file.
 */
file: string, 
/**
 * The port to listen on; 0 takes a free one.
 */
port: number, 
/**
 * Whose pages may call us: `https://app.example`.
 */
origins: Array<string>, 
/**
 * What `gpt-*` means; null: the best that the account lists.
 */
defaultChat: string | null, 
/**
 * What `text-embedding-*` means; null: the best that the account lists.
 */
defaultEmbedding: string | null, 
/**
 * Names of the user's own.
 */
aliases: Array<Alias>, 
/**
 * Models that the user wants at hand.
 */
favourites: Array<string>, 
/**
 * How hard to think where the request does not say; null: the model's own.
 */
effort: Effort | null, 
/**
 * The same for single models.
 */
efforts: Array<ModelEffort>, 
/**
 * How thinking is shown to Chat clients.
 */
showReasoning: ShowReasoning, 
/**
 * Whether Claude may think between calls of tools.
 */
interleaved: boolean, 
/**
 * Whether to cache the prompt of those who do not say.
 */
promptCaching: boolean, 
/**
 * Whether to refuse what cannot be honoured as written.
 */
strict: boolean, 
/**
 * Whether bodies are kept from the start.
 */
capture: boolean, 
/**
 * The language.
 */
language: Language, 
/**
 * The theme.
 */
theme: Theme, 
/**
 * Whether the first run has been walked through, or skipped.
 */
welcomed: boolean, };

/**
 * A name of the user's own.
 */
export type Alias = { 
/**
 * The name.
 */
name: string, 
/**
 * The model.
 */
model: string, 
/**
 * As whom.
 */
profile: string | null, 
/**
 * Where.
 */
region: string | null, };

/**
 * How hard one model thinks.
 */
export type ModelEffort = { 
/**
 * The model.
 */
model: string, 
/**
 * How hard.
 */
effort: Effort, };

/**
 * How hard to think.
 */
export type Effort = "none" | "minimal" | "low" | "medium" | "high" | "xhigh" | "max";

/**
 * How thinking is shown to Chat clients.
 */
export type ShowReasoning = "field" | "tags" | "hidden";

/**
 * The language of tray and window.
 */
export type Language = "system" | "en" | "zh-CN" | "zh-TW";

/**
 * Light or dark.
 */
export type Theme = "system" | "light" | "dark";

/**
 * One setting, and what it is to become. It takes effect with the next request, but for the port: that restarts the gateway.
 */
export type Change = { "setting": "port", "value": number } | { "setting": "origins", "value": Array<string> } | { "setting": "defaultChat", "value": string | null } | { "setting": "defaultEmbedding", "value": string | null } | { "setting": "aliases", "value": Array<Alias> } | { "setting": "favourites", "value": Array<string> } | { "setting": "effort", "value": Effort | null } | { "setting": "efforts", "value": Array<ModelEffort> } | { "setting": "showReasoning", "value": ShowReasoning } | { "setting": "interleaved", "value": boolean } | { "setting": "promptCaching", "value": boolean } | { "setting": "strict", "value": boolean } | { "setting": "capture", "value": boolean } | { "setting": "language", "value": Language } | { "setting": "theme", "value": Theme } | { "setting": "welcomed", "value": boolean };

/**
 * The findings, as far as they are.
 */
export type Doctor = { 
/**
 * Whether it is still at it.
 */
running: boolean, 
/**
 * When it began.
 */
at: number, 
/**
 * Step by step.
 */
steps: Array<DoctorStep>, };

/**
 * One finding.
 */
export type DoctorStep = { 
/**
 * What was looked at: `files`, `identity`, `clock`, `account`, `models`, `call`.
 */
part: string, 
/**
 * How it is.
 */
verdict: Verdict, 
/**
 * In words, with the remedy.
 */
words: string, };

/**
 * How something is.
 */
export type Verdict = "well" | "odd" | "wrong" | "skipped";
