import { VERBS } from 'virtual:verbs/phone'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { knowVerbs } from './api.ts'
import { start } from './locale/phone.ts'
import { makePhoneRouter } from './phone/router.tsx'
import { makeQueryClient } from './query.ts'
import { startSettings } from './settings.ts'
import './ui/tokens.css'
import './phone/phone.css'

knowVerbs(VERBS)
startSettings()

async function open(): Promise<void> {
  await start()
  const container = document.getElementById('root')
  if (container === null) throw new Error('the page has no root')
  createRoot(container).render(
    <QueryClientProvider client={makeQueryClient()}>
      <RouterProvider router={makePhoneRouter()} />
    </QueryClientProvider>,
  )
}

void open()
