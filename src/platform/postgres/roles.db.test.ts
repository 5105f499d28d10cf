import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { withClient, type DatabaseAddress } from './connection.ts'
import { openDatabase } from './open.ts'
import { APP_ROLE, appRolePassword, ensureAppRole, refuseStrongAppRole } from './roles.ts'
import { createTestDatabase, testDatabase } from './testing.ts'

const db = await testDatabase()
/** The password that the run's other test files use; every change here ends with it. */
const password = db.appAddress.password
const made: string[] = []

afterAll(async () => {
  for (const role of made)
    await withClient(db.ownerAddress, (client) => client.query(`DROP ROLE ${role}`))
})

async function role(attributes: string): Promise<DatabaseAddress> {
  const name = `role_${randomUUID().replaceAll('-', '')}`
  await db.owner.query(`CREATE ROLE ${name} LOGIN PASSWORD 'x' ${attributes}`)
  made.push(name)
  return { ...db.ownerAddress, user: name, password: 'x' }
}

const url = ({ user, password: word, host, port, database }: DatabaseAddress): string =>
  `postgres://${user}:${word}@${host}:${port}/${database}`

describe('ensureAppRole', () => {
  test('the password follows from the secret and from nothing else', () => {
    expect(appRolePassword('one')).toBe(appRolePassword(Buffer.from('one')))
    expect(appRolePassword('one')).not.toBe(appRolePassword('two'))
  })

  test('several servers at once all succeed and the role can sign in', async () => {
    await Promise.all(
      [1, 2, 3, 4].map(() =>
        withClient(db.ownerAddress, (client) => ensureAppRole(client, password)),
      ),
    )
    const { rows } = await db.app.query('SELECT current_user AS me')
    expect(rows).toEqual([{ me: APP_ROLE }])
  })

  test('servers of several databases at once all succeed too', async () => {
    const others = await Promise.all([1, 2, 3].map(() => createTestDatabase({ empty: true })))
    const addresses = [db, ...others].map(({ ownerAddress }) => ownerAddress)
    try {
      await Promise.all(
        [...addresses, ...addresses].map((address) =>
          withClient(address, (client) => ensureAppRole(client, password)),
        ),
      )
    } finally {
      for (const other of others) await other.drop()
    }
  })

  test('the password itself does not reach the server', async () => {
    const sent: string[] = []
    await withClient(db.ownerAddress, async (client) => {
      const query = client.query.bind(client) as (...args: unknown[]) => unknown
      Object.assign(client, {
        query: (...args: unknown[]) => {
          sent.push(JSON.stringify(args))
          return query(...args)
        },
      })
      await ensureAppRole(client, password)
    })
    expect(sent.join()).toContain('SCRAM-SHA-256')
    expect(sent.join()).not.toContain(password)
  })

  test('an owner that may not create roles is told what to ask for', async () => {
    const weak = await role('NOCREATEROLE')
    await expect(
      withClient(weak, (client) => ensureAppRole(client, password)),
    ).rejects.toMatchObject({
      code: 'app_role',
      text: { en: expect.stringMatching(/CREATE ROLE miaoqi_app.*APP_DATABASE_URL/s) },
    })
  })

  test('a role that row security does not hold back is refused', async () => {
    const check = (name: string): Promise<void> =>
      withClient(db.ownerAddress, (client) => refuseStrongAppRole(client, name))
    await expect(check((await role('SUPERUSER')).user)).rejects.toMatchObject({ code: 'app_role' })
    await expect(check((await role('BYPASSRLS')).user)).rejects.toMatchObject({ code: 'app_role' })
    await expect(check('nobody_of_this_name')).rejects.toMatchObject({ code: 'app_role' })
    const owning = await role('')
    await expect(check(owning.user)).resolves.toBeUndefined()
    await db.owner.query(`CREATE TABLE owned (id int); ALTER TABLE owned OWNER TO ${owning.user}`)
    await expect(check(owning.user)).rejects.toMatchObject({ code: 'app_role' })
    await db.owner.query('DROP TABLE owned')
  })
})

describe('openDatabase with DATABASE_URL', () => {
  const options = { dataDir: '/nowhere', masterSecret: 'of this test' }

  test('uses the role of APP_DATABASE_URL', async () => {
    const opened = await openDatabase({
      ...options,
      databaseUrl: url(db.ownerAddress),
      appDatabaseUrl: url(db.appAddress),
    })
    expect(opened.kind).toBe('server')
    expect(opened.app).toEqual(db.appAddress)
    expect(opened.warnings.map(({ id }) => id)).toContain('fsync')
    await opened.close()
  })

  test('refuses an APP_DATABASE_URL with the owner in it', async () => {
    const databaseUrl = url(db.ownerAddress)
    await expect(
      openDatabase({ ...options, databaseUrl, appDatabaseUrl: databaseUrl }),
    ).rejects.toMatchObject({ code: 'app_role' })
  })

  test('a server that does not answer is a problem with words, not a stack', async () => {
    await expect(
      openDatabase({ ...options, databaseUrl: 'postgres://a:b@127.0.0.1:1/c' }),
    ).rejects.toMatchObject({
      code: 'server_unfit',
      text: { zh: expect.stringMatching(/无法连接/) },
    })
  })
})
