import type pg from 'pg'
import { describe, expect, test } from 'vitest'
import { checkServer } from './server.ts'

const GOOD = {
  version: '180004',
  encoding: 'UTF8',
  ctype: 'C.UTF-8',
  recovering: false,
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  standbys: '',
  data_checksums: 'on',
}

/** A server that describes itself so; old and broken servers are not at hand. */
const saying = (facts: Partial<typeof GOOD>): pg.ClientBase =>
  ({
    query: () => Promise.resolve({ rows: [{ ...GOOD, ...facts }] }),
  }) as unknown as pg.ClientBase

describe('checkServer', () => {
  test('a sound server passes', async () => {
    expect(await checkServer(saying({}))).toEqual({ version: 180_004, warnings: [] })
    expect(await checkServer(saying({ version: '150000' }))).toMatchObject({ warnings: [] })
  })

  test.each([
    [{ version: '140012' }, /PostgreSQL 14; 15 or later/],
    [{ encoding: 'SQL_ASCII' }, /SQL_ASCII; it must be UTF8/],
    [{ recovering: true }, /standby/],
  ])('refuses %o', async (facts, message) => {
    await expect(checkServer(saying(facts))).rejects.toMatchObject({
      code: 'server_unfit',
      text: { en: expect.stringMatching(message) },
    })
  })

  test.each([
    ['fsync', { fsync: 'off' }],
    ['full_page_writes', { full_page_writes: 'off' }],
    ['synchronous_commit', { synchronous_commit: 'off' }],
    ['synchronous_commit', { synchronous_commit: 'local', standbys: 'ANY 1 (a,b)' }],
    ['data_checksums', { data_checksums: 'off' }],
    ['character_type', { ctype: 'C' }],
  ])('warns of %s: %o', async (id, facts) => {
    const { warnings } = await checkServer(saying(facts))
    expect(warnings.map((warning) => warning.id)).toEqual([id])
  })

  test('without standbys “local” waits for the same disk as “on”', async () => {
    expect((await checkServer(saying({ synchronous_commit: 'local' }))).warnings).toEqual([])
  })
})
