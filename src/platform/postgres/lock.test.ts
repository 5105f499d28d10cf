import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lockFolder, lockHolder, type LockRecord } from './lock.ts'
import { machineName, processRun } from './process-state.ts'
import { FolderInUse } from './problem.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'miaoqi-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const lose = (): void => undefined
const file = (): string => join(folder, 'miaoqi.lock')
const leave = (record: Partial<LockRecord>): void =>
  writeFileSync(
    file(),
    JSON.stringify({
      token: 'left behind',
      pid: process.pid,
      run: processRun(process.pid),
      machine: machineName(),
      startedAt: '2020-11-30T00:00:00.000Z',
      port: 5432,
      ready: true,
      ...record,
    }),
  )
/** No process has this number: it is above the largest that Linux gives. */
const NOBODY = 2 ** 22 + 1

describe('lockFolder', () => {
  test('the second holder is told who holds it', async () => {
    const lock = await lockFolder(folder, lose)
    lock.announce(15_432, true)
    const refused = lockFolder(folder, lose)
    await expect(refused).rejects.toBeInstanceOf(FolderInUse)
    await expect(refused).rejects.toMatchObject({ pid: process.pid, port: 15_432, folder })
    expect(await lockHolder(folder)).toMatchObject({ pid: process.pid, port: 15_432, ready: true })
    lock.release()
    expect(readdirSync(folder)).toEqual([])
    expect(await lockHolder(folder)).toBe(null)
  })

  test.each([
    ['a dead process', { pid: NOBODY }],
    ['an earlier process with the same number', { run: 'an earlier boot:1' }],
  ])('takes over from %s', async (_, record) => {
    leave(record)
    expect(await lockHolder(folder)).toBe(null)
    const lock = await lockFolder(folder, lose)
    expect((await lockHolder(folder))?.token).not.toBe('left behind')
    lock.release()
  })

  test('of many who find a dead holder, one gets the folder', async () => {
    leave({ pid: NOBODY })
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, () => lockFolder(folder, lose)),
    )
    const won = tries.filter(({ status }) => status === 'fulfilled')
    expect(won).toHaveLength(1)
    expect(readdirSync(folder)).toEqual(['miaoqi.lock'])
  })

  test('a holder on another machine lives as long as its lock is touched', async () => {
    leave({ machine: 'another', pid: NOBODY })
    let second = 0
    const beat = setInterval(() => utimesSync(file(), ++second, second), 300)
    try {
      await expect(lockFolder(folder, lose)).rejects.toBeInstanceOf(FolderInUse)
    } finally {
      clearInterval(beat)
    }
  })

  test('an unreadable leftover does not block the folder for ever', async () => {
    writeFileSync(file(), '')
    const lock = await lockFolder(folder, lose)
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ pid: process.pid })
    lock.release()
  })

  test('release leaves the lock of somebody else alone', async () => {
    const lock = await lockFolder(folder, lose)
    leave({ token: 'somebody else' })
    lock.release()
    expect(readFileSync(file(), 'utf8')).toContain('somebody else')
  })
})
