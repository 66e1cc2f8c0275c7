import { router } from '../platform/http.ts';

export const batchRoutes = router();
