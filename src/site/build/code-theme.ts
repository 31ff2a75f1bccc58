// SPDX-License-Identifier: GPL-2.0-only
/**
 * Two tones for code: keywords in the kernel's hue, comments in ink-3, all else ink. The theme's colours are only names for
 * tones; the transformer turns them into classes, so that a listing follows the page's theme and carries no style attributes.
 */
import type { ShikiTransformer, ThemeRegistrationRaw } from 'shiki';

const tones = { '#000001': undefined, '#000002': 'kw', '#000003': 'cm' } as const;

export const codeTheme: ThemeRegistrationRaw = {
  name: 'exitpath',
  type: 'light',
  fg: '#000001',
  bg: '#ffffff',
  settings: [
    { settings: { foreground: '#000001', background: '#ffffff' } },
    { scope: ['keyword', 'storage', 'keyword.control', 'constant.language'], settings: { foreground: '#000002' } },
    { scope: ['keyword.operator', 'storage.type.function.arrow'], settings: { foreground: '#000001' } },
    { scope: ['comment', 'punctuation.definition.comment'], settings: { foreground: '#000003' } },
  ],
};

export const toneClasses: ShikiTransformer = {
  name: 'tone-classes',
  span(node) {
    const colour = /#00000[123]/.exec(String(node.properties['style'] ?? ''))?.[0] as keyof typeof tones | undefined;
    delete node.properties['style'];
    const tone = colour === undefined ? undefined : tones[colour];
    if (tone !== undefined) node.properties['class'] = tone;
  },
  pre(node) {
    delete node.properties['style'];
    node.properties['class'] = 'listing';
    node.properties['tabindex'] = '0';
  },
};
