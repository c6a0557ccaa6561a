-- What wrk sends, and what it says afterwards: one line of JSON, times in microseconds.
wrk.method = "POST"
wrk.body = os.getenv("BODY")
wrk.headers["content-type"] = "application/json"
wrk.headers["authorization"] = "Bearer " .. os.getenv("TOKEN")

done = function(summary, latency)
    local errors = 0
    for _, count in pairs(summary.errors) do errors = errors + count end
    io.write(string.format('\n{"requests":%d,"time":%d,"errors":%d,"p50":%d,"p99":%d}\n',
        summary.requests, summary.duration, errors, latency:percentile(50), latency:percentile(99)))
end
