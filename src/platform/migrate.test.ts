import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readMigrations } from './migrate.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'miaoqi-migrations-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (name: string, sql = 'SELECT 1;\n'): void => writeFileSync(join(folder, name), sql)

describe('readMigrations', () => {
  test('reads the files in order and ignores what is no SQL', () => {
    write('0002_second.sql')
    write('0001_first.sql')
    write('README.md')
    expect(readMigrations(folder).map(({ name }) => name)).toEqual([
      '0001_first.sql',
      '0002_second.sql',
    ])
  })

  test('line ends of Windows do not change the checksum', () => {
    write('0001_first.sql', 'SELECT 1;\nSELECT 2;\n')
    const [unix] = readMigrations(folder)
    write('0001_first.sql', 'SELECT 1;\r\nSELECT 2;\r\n')
    expect(readMigrations(folder)).toEqual([unix])
  })

  test.each([
    ['a gap', ['0001_a.sql', '0003_c.sql'], '0003_c.sql should have the number 0002'],
    [
      'a number taken twice',
      ['0001_a.sql', '0001_b.sql'],
      '0001_b.sql should have the number 0002',
    ],
    ['a name out of pattern', ['first.sql'], 'first.sql should have the number 0001'],
  ])('refuses %s', (_, names, message) => {
    names.forEach((name) => write(name))
    expect(() => readMigrations(folder)).toThrow(message)
  })

  test('the product’s own files are in order', () => {
    expect(readMigrations()[0]?.name).toBe('0001_platform.sql')
  })
})
