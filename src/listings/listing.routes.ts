import { router } from '../platform/http.ts';

export const listingRoutes = router();
