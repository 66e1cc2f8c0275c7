import { router } from '../platform/http.ts';

export const agencyRoutes = router();
