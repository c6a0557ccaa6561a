// Generated from src-tauri/app/src/view.rs, which says how. Do not edit.

/**
 * What the app tells the window.
 */
export type Message = { "kind": "overview", 
/**
 * The state.
 */
overview: Overview, } | { "kind": "copied", 
/**
 * The request that asked.
 */
request: Request, } | { "kind": "notCopied", 
/**
 * The request that asked.
 */
request: Request, 
/**
 * Why not.
 */
reason: string, };

/**
 * What the window asks of the app.
 */
export type Request = "copyBaseUrl" | "copyApiKey" | "tryDemo" | "leaveDemo" | "startAgain" | "useFreePort";

/**
 * All that the window shows.
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
 * Where the key is kept.
 */
key: Key, 
/**
 * What can be done about the state, most useful first.
 */
offers: Array<Request>, };

/**
 * The state in one word.
 */
export type Condition = { "kind": "starting" } | { "kind": "running" } | { "kind": "demo" } | { "kind": "noCredentials" } | { "kind": "portTaken", 
/**
 * The port.
 */
port: number, } | { "kind": "failed", 
/**
 * What went wrong.
 */
reason: string, } | { "kind": "stopping" };

/**
 * Who answers.
 */
export type Source = { "kind": "demo" } | { "kind": "aws", 
/**
 * The profile that was asked for.
 */
profile: string | null, 
/**
 * The region that calls go to.
 */
region: string | null, 
/**
 * Whether credentials are in sight.
 */
credentials: boolean, };

/**
 * Where the key is kept.
 */
export type Key = { "kind": "pending" } | { "kind": "environment" } | { "kind": "keychain" } | { "kind": "session", 
/**
 * Why the keychain does not keep it.
 */
why: Why, };

/**
 * Why the keychain does not keep the key.
 */
export type Why = "missing" | "locked" | "silent" | "broken";
