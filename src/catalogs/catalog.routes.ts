import { router } from '../platform/http.ts';

export const catalogRoutes = router();
