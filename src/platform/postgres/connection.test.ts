import { describe, expect, test } from 'vitest'
import { parseAddress } from './connection.ts'

describe('parseAddress', () => {
  test('reads every part and undoes the escapes', () => {
    expect(
      parseAddress('postgres://c%40m:p%2Fw@db.county.gov.cn:6432/miaoqi?sslmode=verify-full'),
    ).toEqual({
      host: 'db.county.gov.cn',
      port: 6432,
      database: 'miaoqi',
      user: 'c@m',
      password: 'p/w',
      ssl: true,
    })
  })

  test('has libpq’s defaults', () => {
    expect(parseAddress('postgresql://me@localhost')).toEqual({
      host: 'localhost',
      port: 5432,
      database: 'me',
      user: 'me',
      password: '',
      ssl: false,
    })
  })

  test('parameters name a socket folder, a user, a password', () => {
    const address = parseAddress(
      'postgres:///miaoqi?host=/run/postgresql&user=u&password=w&port=5433',
    )
    expect(address).toMatchObject({ host: '/run/postgresql', port: 5433, user: 'u', password: 'w' })
  })

  test.each([
    'mysql://a:secret@h/db',
    'secret',
    'postgres://:secret@host/db',
    'postgres://a:secret@host/db?sslmode=prefer',
    'postgres://a:secret@host/db?port=x',
  ])('refuses %s without repeating the password', (url) => {
    expect(() => parseAddress(url)).toThrow(expect.objectContaining({ code: 'server_unfit' }))
    expect(() => parseAddress(url)).not.toThrow(/secret/)
  })
})
