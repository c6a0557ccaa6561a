import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const files = ['src', 'fake-host'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name)),
);

it('only host.ts knows Tauri', () => {
  const knowing = files.filter((file) => readFileSync(file, 'utf8').includes('@tauri-apps'));
  expect(knowing).toEqual([join('src', 'host.ts')]);
});

it('the window does not know the fake', () => {
  const knowing = files.filter((file) => file.startsWith('src') && readFileSync(file, 'utf8').includes('fake-host'));
  expect(knowing).toEqual([]);
});
