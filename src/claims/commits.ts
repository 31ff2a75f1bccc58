// SPDX-License-Identifier: GPL-2.0-only
import { commit, GP, ok, run, since, wrmsr } from './say.ts';
import type { Claims } from './types.ts';

export const commits = {
  between: [
    run({ on: ['v6.0'], not: ['v6.0-0471a7bd1bca'] }, [wrmsr('0x404', '0xfffffffffffffffe'), ok()]),
    run({ on: ['v6.0-0471a7bd1bca'] }, [wrmsr('0x404', '0xfffffffffffffffe'), GP]),
    commit('0471a7bd1bca', 'v6.0'),
  ],
  'no-result': [
    commit('794663e13f3e', 'v6.1'),
    commit('ee605e315633', 'v6.8'),
    commit('36d546d59af7', 'v6.1'),
    run({ on: since('v6.1') }, [wrmsr('0x400', '0x1'), GP]),
  ],
} satisfies Claims;
