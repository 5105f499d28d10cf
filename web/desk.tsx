import { VERBS } from 'virtual:verbs/desk'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { knowVerbs } from './api.ts'
import { start } from './locale/desk.ts'
import { makeQueryClient } from './query.ts'
import { reloadAfterUpdate } from './reload.ts'
import { makeRouter } from './router.tsx'
import { startSettings } from './settings.ts'
import './ui/tokens.css'
import './ui/parts.css'
import './shell/shell.css'
import './ui/print.css'

knowVerbs(VERBS)
startSettings()
reloadAfterUpdate()

async function open(): Promise<void> {
  await start()
  const container = document.getElementById('root')
  if (container === null) throw new Error('the page has no root')
  createRoot(container).render(
    <QueryClientProvider client={makeQueryClient()}>
      <RouterProvider router={makeRouter()} />
    </QueryClientProvider>,
  )
}

void open()
