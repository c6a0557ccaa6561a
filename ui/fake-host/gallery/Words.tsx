import type { JSX } from 'solid-js';

import { Banner } from '../../src/components/Banner';
import { Button } from '../../src/components/Button';
import { Code } from '../../src/components/Code';
import { Empty } from '../../src/components/Empty';
import { Fact, Facts } from '../../src/components/Facts';
import { Mark, type Tone } from '../../src/components/Mark';
import { Meter } from '../../src/components/Meter';
import { Skeleton } from '../../src/components/Skeleton';
import { Spinner } from '../../src/components/Spinner';
import { Group } from './Gallery';

const tones: Tone[] = ['running', 'demo', 'idle', 'attention'];
const snippet = `from openai import OpenAI

client = OpenAI(base_url="http://127.0.0.1:8642/v1", api_key="•••")
print(client.responses.create(model="claude-sonnet-5", input="Hello").output_text)`;

/** What is said. */
export function Words(): JSX.Element {
  return (
    <>
      <Group title="The mark">{tones.map((tone) => <Mark tone={tone} />)}</Group>
      <Group title="Banners" tall>
        <Banner title="The list of models is a day old.">It is renewed in the background.</Banner>
        <Banner tone="warn" title="The sign-in ends in 9 minutes." actions={<Button>Sign in again</Button>} />
        <Banner tone="alert" title="The sign-in of profile work has expired." actions={<Button kind="primary">Sign in again</Button>}>
          Requests are refused until you sign in again, here or by <code>aws sso login --profile work</code>.
        </Banner>
        <Banner tone="demo" title="Demo, no AWS" actions={<Button>Leave the demo</Button>}>Answers are made up on this computer.</Banner>
        <Banner tone="good" title="The first request has arrived." />
      </Group>
      <Group title="Waiting">
        <Spinner label="Working" />
        <div class="gallery-columns">
          <Skeleton />
          <Meter label="Models" value={0.4} words="8 of 20" />
          <Meter label="Session" value={0.1} tone="warn" words="9 minutes" />
          <Meter label="Models" value={undefined} words="Asking" />
        </div>
      </Group>
      <Group title="Nothing there" tall>
        <div class="sheet">
          <Empty icon="requests" title="No requests yet" actions={<Button kind="primary">Copy a snippet</Button>}>
            They appear here as clients make them.
          </Empty>
        </div>
      </Group>
      <Group title="Facts and code" tall>
        <div class="sheet padded">
          <Facts>
            <Fact name="Base URL" note="For every OpenAI-compatible client." actions={<Button>Copy</Button>}>
              <code>http://127.0.0.1:8642/v1</code>
            </Fact>
            <Fact name="Account">1234 5678 9012</Fact>
          </Facts>
        </div>
        <Code label="Python" copy={async () => {}} copyLabel="Copy the Python snippet">{snippet}</Code>
        <Code label="A long line" wrap>{'data: {"choices":[{"delta":{"content":"Hello"}}]} '.repeat(5)}</Code>
      </Group>
    </>
  );
}
