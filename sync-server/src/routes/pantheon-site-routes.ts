import {
  articleQuestions,
  mapSiteAnswer,
  mapSite as mapSiteBody,
  unmappedSites,
} from 'shared-schema/api/pantheon.ts'
import { siteKey } from 'shared-schema/domain/site.ts'
import { mapSite, similarSites } from '../erp/map-site.ts'
import { missingInErp, unknownArticles } from '../storage/erp-articles.ts'
import { documentsWaitingForSite, listUnmapped } from '../storage/erp-documents.ts'
import { listSites } from '../storage/sites.ts'
import { permitted } from './access.ts'
import type { ApiDeps } from './deps.ts'
import { type Route, route } from './route.ts'

/** What the ERP names and nobody here knows: sites and articles. */
export function pantheonSiteRoutes({ store }: ApiDeps): Route[] {
  const read = permitted('erp.read')
  return [
    route({
      method: 'get',
      path: '/api/pantheon/sites',
      summary: 'Site names of the ERP that belong to nobody yet, with what waits for them',
      access: read,
      answer: unmappedSites,
      handle: async () => {
        const sites = await listSites(store.sql)
        const waiting = await documentsWaitingForSite(store.sql)
        const names = await listUnmapped(store.sql)
        return {
          items: names.map(({ name, kind, firstSeenAt }) => ({
            ...{ name, kind, first_seen_at: firstSeenAt, similar: similarSites(name, sites) },
            documents: waiting.filter(({ site, partner }) =>
              [site, partner ?? ''].some((each) => siteKey(each) === siteKey(name)),
            ).length,
          })),
          sites,
        }
      },
    }),
    route({
      method: 'post',
      path: '/api/pantheon/sites',
      summary: 'Says whose a name is, or makes a site of it; documents that waited are taken at once',
      access: permitted('erp.sync'),
      body: mapSiteBody,
      answer: mapSiteAnswer,
      handle: async ({ body, principal: { person } }) => {
        const mapped = await store.write((tx) => mapSite(tx, body, person.id))
        return mapped.ok ? mapped.value : mapped
      },
    }),
    route({
      method: 'get',
      path: '/api/pantheon/articles/missing',
      summary: 'Idents of kept lines nobody knows, and articles the ERP no longer lists',
      access: read,
      answer: articleQuestions,
      handle: async () => ({
        unknown: await unknownArticles(store.sql),
        not_in_erp: await missingInErp(store.sql),
      }),
    }),
  ]
}
