// `npm run dev`, then /fake-host/gallery/: every component in all its states.

import { render } from 'solid-js/web';

import { ToastRegion } from '../../src/components/Toast';
import { createSpeech, load, sections, SpeechProvider } from '../../src/i18n';
import { createRouter, RouterProvider } from '../../src/router';
import { applyTheme, type Theme } from '../../src/theme';
import { Gallery } from './Gallery';
import '../../src/theme/tokens.css';
import '../../src/theme/base.css';

const words = await load('en', sections);
applyTheme((new URLSearchParams(location.search).get('theme') ?? 'system') as Theme);
render(
  () => (
    <SpeechProvider value={createSpeech('en', words)}>
      <RouterProvider value={createRouter()}>
        <ToastRegion>
          <Gallery />
        </ToastRegion>
      </RouterProvider>
    </SpeechProvider>
  ),
  document.getElementById('app')!,
);
