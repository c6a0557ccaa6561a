#!/bin/sh
# Outcrop with nothing but curl: a chat, a streamed answer and a tool call.
#
#   OPENAI_API_KEY=… sh examples/curl.sh
set -eu

base=${OPENAI_BASE_URL:-http://127.0.0.1:8642/v1}
model=${OUTCROP_MODEL:-gpt-4o}

# The key goes through a file descriptor: on a command line, other users of this machine could read it.
ask() {
    printf 'header = "Authorization: Bearer %s"\n' "$OPENAI_API_KEY" |
        curl --config - --silent --show-error --fail-with-body --no-buffer \
            --header 'content-type: application/json' --data "$1" "$base/chat/completions"
    echo
}

# Fails unless the answer holds what it must.
must_hold() {
    case $2 in *"$1"*) ;; *) echo "no $1 in the answer" >&2 && exit 1 ;; esac
}

echo '== chat'
answer=$(ask '{"model":"'"$model"'","messages":[{"role":"user","content":"Say hello."}]}')
echo "$answer"
must_hold '"finish_reason":"stop"' "$answer"

echo '== stream'
answer=$(ask '{"model":"'"$model"'","stream":true,"messages":[{"role":"user","content":"Say hello."}]}')
echo "$answer"
must_hold 'data: [DONE]' "$answer"

echo '== tool call'
answer=$(ask '{
  "model": "'"$model"'",
  "messages": [{"role": "user", "content": "What is the weather in Oslo?"}],
  "tools": [{"type": "function", "function": {
    "name": "get_weather",
    "description": "The weather in a city.",
    "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
  }}],
  "tool_choice": {"type": "function", "function": {"name": "get_weather"}}
}')
echo "$answer"
must_hold '"name":"get_weather"' "$answer"
